// Which pages of a long list stand in the document: those around the viewport. The others are gaps of their height.

const MARGIN = 800;
/** What is only passed on the way is not read: one reading at the end of a long way, not one for each page of it. */
const CALM_MILLIS = 120;

/** Pages and gaps in their order: [{page, index}] and [{gap: true, from, to, height}]. */
export function runsOf(pages) {
  const runs = [];
  pages.forEach((page, index) => {
    const last = runs.at(-1);
    if (page.rows) runs.push({ page, index });
    else if (last?.gap) Object.assign(last, { to: index, height: last.height + page.height });
    else runs.push({ gap: true, from: index, to: index, height: page.height });
  });
  return runs;
}

/** Calls `settle({scrolling})` once a frame after the window was scrolled or resized; answers how to have it called otherwise. */
export function onMove(settle, signal) {
  let asked = false;
  let scrolling = false;
  let calm;
  const soon = () => {
    if (asked) return;
    asked = true;
    // A hidden tab gets no frames.
    const later = document.hidden ? setTimeout : requestAnimationFrame;
    later(() => {
      asked = false;
      if (!signal.aborted) settle({ scrolling });
    });
  };
  const scrolled = () => {
    scrolling = true;
    soon();
    clearTimeout(calm);
    calm = setTimeout(() => ((scrolling = false), soon()), CALM_MILLIS);
  };
  addEventListener('scroll', scrolled, { passive: true, signal });
  addEventListener('resize', soon, { passive: true, signal });
  return soon;
}

/** Has read what comes into view, and drops what is far from it; answers whether something was dropped. */
export function settlePages(table, feed, { scrolling }) {
  const heights = new Map();
  let first = Infinity;
  let last = -1;
  for (const body of table.querySelectorAll('tbody[data-run]')) {
    const { run } = body;
    const { top, bottom, height } = body.getBoundingClientRect();
    if (!run.gap) heights.set(run.page, height);
    if (bottom < -MARGIN || top > innerHeight + MARGIN) continue;
    if (run.gap) scrolling || feed.fill(pageAt(feed.pages, run, -top));
    else [first, last] = [Math.min(first, run.index), Math.max(last, run.index)];
  }
  if (table.getBoundingClientRect().bottom < innerHeight + MARGIN) feed.loadNext();
  return last >= 0 && feed.dropFarFrom(first, last, page => heights.get(page) ?? page.height);
}

// The page of a gap that stands this far below its top; its last one where the gap is only about to come into view.
function pageAt(pages, { from, to, height }, offset) {
  if (offset >= height) return pages[to];
  let index = from;
  for (let rest = offset - pages[index].height; rest > 0 && index < to; rest -= pages[index].height) index++;
  return pages[index];
}
