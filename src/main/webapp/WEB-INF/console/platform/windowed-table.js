// A table of any length, of which only the rows in sight are in the page. The rows before and behind them are two spaces
// of the right height, so that the scroll bar is true. Arrow keys, page keys, Home and End go through the rows.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { ref } from '../webjars/lit-html/directives/ref.js';

const ROWS_AROUND = 8;

// Browsers cap an element's height, Firefox at 17.8 million pixels. Behind so many rows the table begins anew further
// down: what is in sight stays, and only the scroll bar jumps.
const MOST_ROWS = 100_000;

const BOTTOM_MARGIN = 16;

export class WindowedTable {
  active = 0;

  #redraw;
  #scroller = null;
  #base = 0;
  #rowHeight = 40;
  #list = null;
  #first = 0;
  #pending = null; // where to scroll to once there is something to scroll
  #resized = new ResizeObserver(() => this.#fit());

  constructor({ redraw }) {
    this.#redraw = redraw;
  }

  /**
   * @param list a PagedList
   * @param columns [{name, className, header}], `header` a template or text; `sorted` 'ascending' or 'descending'
   * @param cells (item, index) → the row's cells, whose link has `tabindex=${table.tabIndex(index)}`
   */
  render({ list, columns, cells, label, rowHeight = 40, stale = false }) {
    if (rowHeight !== this.#rowHeight) {
      this.#rowHeight = rowHeight;
      requestAnimationFrame(() => this.#show(this.active));
    }
    if (list !== this.#list) {
      this.#begin(list);
    }
    const { first, last } = this.#inSight();
    this.#first = first;
    const end = Math.min(list.length, this.#base + MOST_ROWS);
    const from = Math.max(this.#base, first - ROWS_AROUND);
    const to = Math.min(end, last + ROWS_AROUND);
    this.#want();
    return html`<div
      class="windowed"
      tabindex="0"
      role="region"
      aria-label=${label}
      aria-busy=${stale || (list.loading && !list.loaded)}
      @scroll=${this.#scrolled}
      @focusin=${this.#focused}
      @keydown=${this.#pressed}
      ${ref(this.#attached)}
    >
      <table class="table table-vcenter table-hover" aria-rowcount=${list.complete ? list.length + 1 : -1}>
        <colgroup>
          ${columns.map(column => html`<col class=${column.className ?? ''} />`)}
        </colgroup>
        <thead>
          <tr aria-rowindex="1">
            ${columns.map(
              column =>
                html`<th scope="col" class=${column.className ?? ''} aria-sort=${column.sorted ?? nothing}>${column.header}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${this.#space((from - this.#base) * rowHeight, columns)}
          ${range(from, to).map(index => this.#row(list.row(index), index, columns, cells))}
          ${this.#space((end - to) * rowHeight, columns)}
        </tbody>
      </table>
    </div>`;
  }

  /** One row's link is reached by Tab, the others from there by the arrow keys. */
  tabIndex(index) {
    return index === this.#reachable() ? 0 : -1;
  }

  get atTop() {
    return this.#base === 0 && (this.#scroller?.scrollTop ?? 0) < this.#rowHeight;
  }

  get inUse() {
    return Boolean(this.#scroller?.matches(':hover, :focus-within'));
  }

  /** Where one is in the list, to come back to. */
  get position() {
    return { base: this.#base, top: this.#scroller?.scrollTop ?? 0, active: this.active };
  }

  /** Shows the list where one was; the row that one left it by has the focus again. */
  restore(list, { base, top, active }) {
    this.#list = list;
    this.#base = base;
    this.active = active;
    this.#pending = top;
  }

  /** Numbers from 0, as far as they are in sight. */
  get inSight() {
    const { first, last } = this.#inSight();
    return { first, last: Math.min(last, this.#list?.length ?? 0) };
  }

  close() {
    this.#resized.disconnect();
    removeEventListener('resize', this.#fit);
  }

  #begin(list) {
    this.#list = list;
    this.#base = 0;
    this.active = 0;
    if (this.#scroller) {
      this.#scroller.scrollTop = 0;
    }
  }

  // The same elements show other rows as one scrolls. Not lit-html's repeat(), which would keep an element for each row: of
  // every row that it removes, version 3.3 leaves a comment in the page (its removePart() forgets the end marker).
  #row(item, index, columns, cells) {
    if (item === undefined) {
      return html`<tr aria-rowindex=${index + 2} class="placeholder-glow" aria-hidden="true">
        ${columns.map(column => html`<td class=${column.className ?? ''}><span class="placeholder col-8"></span></td>`)}
      </tr>`;
    }
    return html`<tr aria-rowindex=${index + 2} data-row=${index}>
      ${cells(item, index)}
    </tr>`;
  }

  #space(height, columns) {
    const set = element => element && (element.style.height = `${height}px`);
    return height > 0
      ? html`<tr aria-hidden="true">
          <td class="windowed-space" colspan=${columns.length} ${ref(set)}></td>
        </tr>`
      : nothing;
  }

  #attached = element => {
    if (element && element !== this.#scroller) {
      this.#scroller = element;
      this.#resized.disconnect();
      this.#resized.observe(document.body);
      addEventListener('resize', this.#fit);
    }
    if (element) {
      element.style.setProperty('--row-height', `${this.#rowHeight}px`);
      requestAnimationFrame(this.#fit);
    }
  };

  #focused = ({ target }) => {
    const row = target.closest('[data-row]');
    if (row) {
      this.active = Number(row.dataset.row);
    }
  };

  // What the window's height leaves for it; on a small screen at least most of the screen.
  #fit = () => {
    const scroller = this.#scroller;
    if (!scroller?.isConnected) {
      return;
    }
    const top = scroller.getBoundingClientRect().top + scrollY;
    const below = scroller.closest('.card')?.querySelector('.card-footer')?.offsetHeight ?? 0;
    const height = Math.max(innerHeight * 0.6, innerHeight - top - below - BOTTOM_MARGIN);
    if (Math.abs(height - scroller.offsetHeight) > 1) {
      scroller.style.height = `${height}px`;
      this.#redraw();
    }
    if (this.#pending !== null) {
      scroller.scrollTop = this.#pending;
      this.#pending = null;
      this.#redraw();
      this.#focus();
    }
    this.#keepFocus();
  };

  // The focus stays with its row, whichever element shows it now; with the table when the row is out of sight.
  #keepFocus() {
    const row = document.activeElement?.closest('[data-row]');
    if (row && this.#scroller.contains(row) && Number(row.dataset.row) !== this.active) {
      this.#focus();
    }
  }

  #inSight() {
    const top = Math.max(0, this.#pending ?? this.#scroller?.scrollTop ?? 0);
    const height = this.#scroller?.clientHeight ?? innerHeight;
    return {
      first: this.#base + Math.floor(top / this.#rowHeight),
      last: this.#base + Math.ceil((top + height) / this.#rowHeight),
    };
  }

  #want() {
    const { first, last } = this.#inSight();
    const screen = last - first;
    this.#list?.want(first - screen, last + screen);
  }

  #scrolled = () => {
    this.#moveBase();
    const { first } = this.#inSight();
    if (first !== this.#first) {
      this.#want();
      this.#redraw();
    }
  };

  #moveBase() {
    const place = this.#inSight().first - this.#base;
    const step = MOST_ROWS / 2;
    if (place > MOST_ROWS * 0.9 && this.#list.length > this.#base + MOST_ROWS * 0.95) {
      this.#shift(step);
    } else if (place < MOST_ROWS * 0.1 && this.#base > 0) {
      this.#shift(-step);
    }
  }

  #shift(rows) {
    const top = this.#scroller.scrollTop;
    const space = this.#scroller.querySelector('tbody tr:last-child .windowed-space');
    if (rows < 0 && space) {
      // Room to scroll to, until the next frame draws it right.
      space.style.height = `${space.offsetHeight - rows * this.#rowHeight}px`;
    }
    this.#base += rows;
    this.#scroller.scrollTop = top - rows * this.#rowHeight;
  }

  #reachable() {
    const { first, last } = this.#inSight();
    return this.active >= first && this.active < last ? this.active : first;
  }

  #pressed = event => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.matches('input, select, textarea')) {
      return;
    }
    const { first, last } = this.#inSight();
    const screen = Math.max(1, last - first - 3);
    const focused = event.target.closest('[data-row]');
    const from = focused ? this.active : this.#reachable() - (event.key === 'ArrowDown' ? 1 : 0);
    const target = {
      ArrowDown: from + 1,
      ArrowUp: from - 1,
      PageDown: from + screen,
      PageUp: from - screen,
      Home: 0,
      End: this.#list.length - 1,
    }[event.key];
    if (target !== undefined && this.#list.length > 0) {
      event.preventDefault();
      this.#show(Math.max(0, Math.min(target, this.#list.length - 1)), { focus: true });
    }
  };

  #show(index, { focus = false } = {}) {
    const scroller = this.#scroller;
    if (!scroller) {
      return;
    }
    this.active = index;
    if (index < this.#base || index >= this.#base + MOST_ROWS) {
      const step = MOST_ROWS / 2;
      this.#base = Math.max(0, Math.floor(index / step) - 1) * step;
    }
    const head = scroller.querySelector('thead')?.offsetHeight ?? 0;
    const top = (index - this.#base) * this.#rowHeight;
    if (top < scroller.scrollTop) {
      scroller.scrollTop = top;
    } else if (top + this.#rowHeight > scroller.scrollTop + scroller.clientHeight - head) {
      scroller.scrollTop = top + this.#rowHeight - scroller.clientHeight + head;
    }
    this.#want();
    this.#redraw();
    if (focus) {
      this.#focus();
    }
  }

  #focus() {
    // After the frame in which the row is drawn; by then another key may have gone further.
    requestAnimationFrame(() => {
      const link = this.#scroller.querySelector(`[data-row="${this.active}"] a`);
      (link ?? this.#scroller).focus({ preventScroll: true });
    });
  }
}

function range(from, to) {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
