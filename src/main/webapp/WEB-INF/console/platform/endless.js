// A list that goes on as one scrolls with the page, of rows of any height and pages of any length (WindowedTable has rows of
// one height that scroll by themselves). Only a few pages of it are in memory: those above make room as one height, and are
// asked for anew when one comes back.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { repeat } from '../webjars/lit-html/directives/repeat.js';
import { problem } from './ui.js';

const MOST_PAGES = 4;
const AHEAD = '600px 0px';

// Tells when it comes into view, and again for each other `step`; as high as it is told, which needs no inline style.
class Sight extends HTMLElement {
  static observedAttributes = ['height', 'step'];

  connectedCallback() {
    this.observer = new IntersectionObserver(
      entries => entries.at(-1).isIntersecting && this.dispatchEvent(new CustomEvent('seen')),
      { rootMargin: AHEAD },
    );
    this.observer.observe(this);
  }

  disconnectedCallback() {
    this.observer.disconnect();
  }

  attributeChangedCallback(name, _, value) {
    if (name === 'height') this.style.height = `${value}px`;
    else if (this.observer) {
      this.observer.unobserve(this);
      this.observer.observe(this);
    }
  }
}
customElements.define('ui-sight', Sight);

/**
 * @param load asks for a page: (cursor or null, signal) → {data, meta}
 * @param redraw draws the page that shows the list
 */
export function endless({ load, redraw, signal }) {
  const list = {
    /** {rows} of the pages at hand, the first of which is number `first` of the whole list. */
    pages: [],
    first: 0,
    /** The cursor of each page that is known, and the height of each that was shown. */
    cursors: [null],
    heights: [],
    more: true,
    loading: null,
    failure: null,
    began: false,
    step: 0,
  };

  async function fetchPage(number) {
    const { data, meta } = await load(list.cursors[number], list.loading.signal);
    list.cursors.length = number + 1;
    if (meta.nextCursor) list.cursors.push(meta.nextCursor);
    return data;
  }

  async function turn(number, place) {
    list.loading?.abort();
    const loading = new AbortController();
    signal.addEventListener('abort', () => loading.abort(), { once: true, signal: loading.signal });
    Object.assign(list, { loading, failure: null });
    redraw();
    try {
      const rows = await fetchPage(number);
      if (list.loading !== loading) return;
      place(rows);
      list.began = true;
      list.more = list.first + list.pages.length < list.cursors.length;
      list.loading = null;
    } catch (failure) {
      if (list.loading !== loading) return;
      Object.assign(list, { failure: loading.signal.aborted ? null : failure, loading: null, retry: () => turn(number, place) });
    }
    list.step++;
    if (!signal.aborted) redraw();
  }

  /** From the beginning; what was shown stays until the answer is there. */
  function reload() {
    list.cursors = [null];
    return turn(0, rows => Object.assign(list, { pages: [{ rows }], first: 0, heights: [] }));
  }

  function down() {
    if (list.loading || list.failure || !list.more || !list.began) return;
    turn(list.first + list.pages.length, rows => {
      list.pages.push({ rows });
      while (list.pages.length > MOST_PAGES) {
        list.heights[list.first] = heightOf(list.first);
        list.pages.shift();
        list.first++;
      }
    });
  }

  function up(spacer) {
    if (list.loading || list.failure || list.first === 0) return;
    const wanted = pageAt(-spacer.getBoundingClientRect().top);
    const near = wanted >= list.first - 1;
    turn(near ? list.first - 1 : wanted, rows => {
      if (near) list.pages = [{ rows }, ...list.pages].slice(0, MOST_PAGES);
      else list.pages = [{ rows }];
      list.first = near ? list.first - 1 : wanted;
    });
  }

  /** The dropped page that would stand so many pixels below the list's beginning. */
  function pageAt(pixels) {
    let number = 0;
    for (let height = list.heights[0]; height < pixels && number < list.first - 1; height += list.heights[++number]);
    return number;
  }

  /** Rows in a table's bodies, one a page; `columns` is how many cells a row has. */
  function bodies(row, columns) {
    const above = list.heights.slice(0, list.first).reduce((sum, height) => sum + height, 0);
    return html`
      ${list.first > 0
        ? html`<tbody><tr class="list-gap"><td colspan=${columns}><ui-sight height=${above} step=${list.step} @seen=${event => up(event.target)}></ui-sight></td></tr></tbody>`
        : nothing}
      ${repeat(
        list.pages,
        // By number: if elements were given to other pages, the browser, which keeps what is in sight in place, would scroll on.
        (_, index) => list.first + index,
        (page, index) => html`<tbody data-page=${list.first + index}>${page.rows.map(row)}</tbody>`,
      )}
      <tbody>
        <tr class="list-gap">
          <td colspan=${columns}>
            ${list.failure ? problem(list.failure, { retry: list.retry }) : nothing}
            ${list.more && list.began && !list.failure ? html`<ui-sight height="24" step=${list.step} @seen=${down}></ui-sight>` : nothing}
          </td>
        </tr>
      </tbody>
    `;
  }

  return {
    reload,
    bodies,
    get began() {
      return list.began;
    },
    get failure() {
      return list.failure;
    },
    get loading() {
      return list.loading !== null;
    },
    /** Whether there is nothing at all. */
    get empty() {
      return list.began && !list.more && list.first === 0 && list.pages.every(page => page.rows.length === 0);
    },
    /** The number of the first page at hand. */
    get first() {
      return list.first;
    },
    /** The rows at hand. */
    get rows() {
      return list.pages.flatMap(page => page.rows);
    },
    /** Takes rows away that are no more. */
    drop(gone) {
      for (const page of list.pages) page.rows = page.rows.filter(row => !gone(row));
      redraw();
    },
  };
}

function heightOf(number) {
  return document.querySelector(`.view:not([hidden]) [data-page="${number}"]`)?.offsetHeight ?? 0;
}
