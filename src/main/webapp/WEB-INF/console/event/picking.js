// How rows are gone through and selected, by pointer and by keyboard: the handlers of the table.

import { plural } from '../platform/format.js';
import { announce } from '../platform/ui.js';

const STEPS = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 };

export class Picking {
  /** The row whose event was opened last. */
  opened = null;

  #list;
  #shift = false;

  /** `list` has feed, selection, mends (may the role mend?) and redraw(). */
  constructor(list) {
    this.#list = list;
  }

  onClick = event => {
    this.#shift = event.shiftKey;
    if (event.target.closest('.event-link')) this.opened = event.target.closest('tr').dataset.id;
  };

  onChange = ({ target }) => {
    const { feed, selection, redraw } = this.#list;
    if (target.dataset.all !== undefined) feed.rows.forEach(row => row.status === 'failed' && selection.toggle(row, target.checked));
    else if (this.#shift) selection.extendTo(this.#rowOf(target), feed.rows);
    else selection.toggle(this.#rowOf(target), target.checked);
    redraw();
  };

  onKey = event => {
    const { selection, mends } = this.#list;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (STEPS[event.key]) this.#step(event, STEPS[event.key]);
    else if (event.key === 'x' && mends) this.#toggle(event);
    else if (event.key === 'Escape' && selection.size > 0) this.clear();
  };

  /** Lets go of what is selected; the focus goes back to the rows if the bar with the buttons had it. */
  clear = () => {
    const { selection, redraw } = this.#list;
    if (document.activeElement.closest('.event-selected-bar')) links().find(link => selection.has(idOf(link)))?.focus();
    selection.clear();
    redraw();
  };

  focusFirst() {
    links()[0]?.focus({ preventScroll: true });
  }

  focusRow(id) {
    links()
      .find(link => idOf(link) === id)
      ?.focus({ preventScroll: true });
  }

  #step(event, step) {
    event.preventDefault();
    const all = links();
    const next = all[all.findIndex(link => idOf(link) === idOf(event.target)) + step];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: 'nearest' });
    if (event.shiftKey && this.#list.mends) this.#extend(event.target, next);
  }

  #extend(from, to) {
    const { feed, selection, redraw } = this.#list;
    if (selection.size === 0) selection.toggle(this.#rowOf(from) ?? this.#rowOf(to), true);
    selection.extendTo(this.#rowOf(to), feed.rows);
    redraw();
  }

  #toggle(event) {
    const { selection, redraw } = this.#list;
    const row = this.#rowOf(event.target);
    if (!row) return;
    event.preventDefault();
    selection.toggle(row);
    announce(`${plural(selection.size, 'event')} selected`);
    redraw();
  }

  #rowOf(element) {
    return this.#list.feed.find(idOf(element));
  }
}

function links() {
  return [...document.querySelectorAll('.event-table .event-link')];
}

function idOf(element) {
  return element.closest('tr')?.dataset.id;
}
