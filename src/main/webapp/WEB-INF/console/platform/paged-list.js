// A list of any length, of which only the pages around what is looked at are kept. The API's cursors lead forward only;
// so those of pages that were dropped are remembered to come back to, and every other one forgotten when they get many:
// memory is bounded however far one scrolls, and the way back from a forgotten one costs a few requests.

const PAGES_AROUND = 2;
const MOST_CURSORS = 1024;

export class PagedList {
  length = 0;
  complete = false;
  problem = null;
  loaded = false;
  meta = {};

  /** Called whenever there is something else to show. */
  changed;

  #load;
  #size;
  #stop = new AbortController();
  #pages = new Map();
  #cursors = new Map([[0, null]]);
  #stride = 1;
  #wanted = { first: 0, last: 0 };
  #busy = false;
  #generation = 0;

  /** @param load (cursor, limit, signal) → Promise of an answer with `data` and `meta.nextCursor` */
  constructor({ load, changed, size }) {
    this.#load = load;
    this.changed = changed;
    this.#size = size;
  }

  row(index) {
    return this.#pages.get(this.#pageOf(index))?.rows[index % this.#size];
  }

  /** How much is kept, for whoever wants to see that it is bounded. */
  get kept() {
    return { rows: this.#pages.size * this.#size, cursors: this.#cursors.size };
  }

  get loading() {
    return this.#busy;
  }

  /** Rows that are looked at or soon will be. */
  want(first, last) {
    this.#wanted = { first: Math.max(0, first), last: Math.max(0, last) };
    this.#forget();
    if (!this.problem) {
      this.#fill();
    }
  }

  retry() {
    this.problem = null;
    this.#fill();
  }

  /** Reads again what is looked at, with what `load` now asks for; what is there stays until then. */
  reload() {
    this.#generation++;
    this.retry();
  }

  close() {
    this.#stop.abort();
  }

  async #fill() {
    if (this.#busy || this.#next() === null) {
      return;
    }
    this.#busy = true;
    try {
      for (let page = this.#next(); page !== null; page = this.#next()) {
        await this.#fetch(page);
        this.changed();
      }
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.#busy = false;
      if (!this.#stop.signal.aborted) {
        this.changed();
      }
    }
  }

  /** @returns the page to read next: the first missing one, or one on the way to it whose cursor is known */
  #next() {
    if (this.#stop.signal.aborted) {
      return null;
    }
    const last = this.complete ? Math.min(this.#wanted.last, this.length - 1) : this.#wanted.last;
    for (let page = this.#pageOf(this.#wanted.first); page <= this.#pageOf(Math.max(last, 0)); page++) {
      if (
        this.#pages.get(page)?.generation !== this.#generation &&
        !(this.complete && page * this.#size >= Math.max(this.length, 1))
      ) {
        return this.#nearestCursor(page);
      }
    }
    return null;
  }

  #nearestCursor(page) {
    let nearest = 0;
    for (const known of this.#cursors.keys()) {
      if (known <= page && known > nearest) {
        nearest = known;
      }
    }
    return nearest;
  }

  async #fetch(page) {
    const generation = this.#generation;
    const answer = await this.#load(this.#cursors.get(page), this.#size, this.#stop.signal);
    this.#stop.signal.throwIfAborted();
    if (generation !== this.#generation) {
      return;
    }
    this.#pages.set(page, { rows: answer.data, generation });
    this.loaded = true;
    this.meta = answer.meta;
    const end = page * this.#size + answer.data.length;
    if (answer.meta.nextCursor === null) {
      this.length = end;
      this.complete = true;
    } else {
      this.length = Math.max(this.length, end);
      this.#cursors.set(page + 1, answer.meta.nextCursor);
    }
    this.#forget(page + 1);
  }

  /** @param next the page that a walk goes on with: its cursor must stay */
  #forget(next) {
    const first = this.#pageOf(this.#wanted.first);
    const last = this.#pageOf(this.#wanted.last);
    for (const page of this.#pages.keys()) {
      if (page < first - PAGES_AROUND || page > last + PAGES_AROUND) {
        this.#pages.delete(page);
      }
    }
    if (this.#cursors.size > MOST_CURSORS) {
      this.#thinOut(page => page === next || (page >= first - PAGES_AROUND && page <= last + PAGES_AROUND + 1));
    }
  }

  #thinOut(stays) {
    for (this.#drop(stays); this.#cursors.size > MOST_CURSORS / 2; this.#drop(stays)) {
      this.#stride *= 2;
    }
  }

  #drop(stays) {
    for (const page of this.#cursors.keys()) {
      if (page % this.#stride !== 0 && !stays(page)) {
        this.#cursors.delete(page);
      }
    }
  }

  #pageOf(index) {
    return Math.floor(index / this.#size);
  }
}
