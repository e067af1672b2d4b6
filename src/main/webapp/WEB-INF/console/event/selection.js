// Which events are selected. Only failed ones can be: nothing else is retried or discarded.

export class Selection {
  #selected = new Map();
  #anchor = null;

  get size() {
    return this.#selected.size;
  }

  get events() {
    return [...this.#selected.values()];
  }

  has(id) {
    return this.#selected.has(id);
  }

  toggle(event, selected = !this.has(event.id)) {
    if (selected && event.status === 'failed') this.#selected.set(event.id, event);
    else this.#selected.delete(event.id);
    this.#anchor = event.id;
  }

  /** Selects everything from the one that was touched last to this one, as Shift does everywhere. */
  extendTo(event, rows) {
    const from = rows.findIndex(row => row.id === this.#anchor);
    const to = rows.indexOf(event);
    const anchor = this.#anchor ?? event.id;
    if (from < 0 || to < 0) return this.toggle(event, true);
    for (const row of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) this.toggle(row, true);
    this.#anchor = anchor;
  }

  /** What has been mended meanwhile, by whomever, is selected no longer. */
  keepFailed(rows) {
    for (const row of rows) if (row.status !== 'failed') this.#selected.delete(row.id);
  }

  clear() {
    this.#selected.clear();
    this.#anchor = null;
  }
}
