// The list of events by pages, of which only a few are held at a time. Knows nothing of the stream and of the DOM.

import { get } from '../platform/api.js';

const PAGE = 100;
/** Pages that are held at a time; the others keep their cursor and their height. */
const HELD = 4;
/** How much the first page may grow by what arrives. */
const LONGEST_FIRST_PAGE = 2 * PAGE;

export class Pages {
  /** {cursor, next, rows, height}: `rows` is null where the page is not held. */
  pages = [];
  loading = true;
  problem = null;
  /** Why the next page could not be read. */
  nextProblem = null;

  #readingNext = false;

  /** `changed` is called whenever there is something else to show. */
  constructor({ filter, signal, changed }) {
    Object.assign(this, { filter, signal, changed });
  }

  get rows() {
    return this.pages.flatMap(page => page.rows ?? []);
  }

  get ended() {
    return this.pages.length > 0 && this.pages.at(-1).next === null;
  }

  find(id) {
    for (const page of this.pages) {
      const row = page.rows?.find(event => event.id === id);
      if (row) return row;
    }
    return null;
  }

  read(cursor) {
    return get('/api/events', { query: { ...this.filter, limit: PAGE, cursor }, signal: this.signal });
  }

  async load() {
    Object.assign(this, { loading: true, problem: null });
    this.changed();
    try {
      this.pages = [pageOf(null, await this.read(null))];
    } catch (failure) {
      this.problem = failure;
    }
    this.loading = false;
    this.changed();
  }

  /** Reads the page behind the last one. */
  async loadNext() {
    if (this.#readingNext || this.loading || this.ended || this.nextProblem || this.pages.length === 0) return;
    this.#readingNext = true;
    try {
      const last = this.pages.at(-1);
      const answer = await this.read(last.next);
      if (last === this.pages.at(-1)) this.pages.push(pageOf(last.next, this.#withoutKnown(answer)));
    } catch (failure) {
      if (!this.signal.aborted) this.nextProblem = failure;
    } finally {
      this.#readingNext = false;
      this.changed();
    }
  }

  tryNextAgain() {
    this.nextProblem = null;
    return this.loadNext();
  }

  /** Reads a page that was dropped. */
  async fill(page) {
    if (page.rows || page.reading) return;
    page.reading = true;
    try {
      const answer = await this.read(page.cursor);
      if (this.pages.includes(page)) page.rows = this.#withoutKnown(answer).data;
    } catch (failure) {
      if (!this.signal.aborted) this.nextProblem = failure;
    } finally {
      page.reading = false;
      this.changed();
    }
  }

  /** Drops the rows of pages that are far from those that are looked at; `heightOf(page)` is asked first. */
  dropFarFrom(first, last, heightOf) {
    if (this.pages.filter(page => page.rows).length <= HELD) return false;
    this.pages.forEach((page, index) => {
      if (!page.rows || (index >= first - 1 && index <= last + 1)) return;
      page.height = heightOf(page);
      page.rows = null;
    });
    return true;
  }

  /** Reads whatever is held once more, and keeps it in view meanwhile. */
  async readAgain() {
    if (this.loading) return;
    if (this.pages.length === 0) return this.load();
    try {
      await this.#readHeldAgain();
    } catch (failure) {
      if (!this.signal.aborted) this.problem = failure;
    }
    this.changed();
  }

  // From one page to the next by the cursors of now: what has gone from one leaves room for rows of the next.
  async #readHeldAgain() {
    const first = this.pages.findIndex(page => page.rows);
    for (let index = first, cursor = this.pages[first]?.cursor; this.pages[index]?.rows; index++) {
      const page = this.pages[index];
      const answer = await this.read(cursor);
      if (page !== this.pages[index]) return;
      Object.assign(page, pageOf(cursor, answer), { height: page.height });
      cursor = page.next;
      if (cursor === null) this.pages.length = index + 1;
      else if (this.pages[index + 1]) this.pages[index + 1].cursor = cursor;
    }
  }

  /** Puts the newest on top; answers which of them are new. Where they do not join what is there, they replace it. */
  putOnTop(answer) {
    const first = this.pages[0];
    const fresh = answer.data.filter(event => !this.find(event.id));
    const joins = fresh.length < answer.data.length;
    if (first?.rows && joins && first.rows.length + fresh.length <= LONGEST_FIRST_PAGE) {
      first.rows = [...fresh, ...first.rows].sort(newestFirst);
    } else {
      this.pages = [pageOf(null, answer)];
    }
    return fresh;
  }

  #withoutKnown({ data, meta }) {
    const known = new Set(this.rows.map(event => event.id));
    return { data: data.filter(event => !known.has(event.id)), meta };
  }
}

function pageOf(cursor, { data, meta }) {
  return { cursor, next: meta.nextCursor, rows: data, height: 0 };
}

// Events of one moment stay in the order in which the server told them: the sort is stable.
function newestFirst(one, other) {
  return one.createdAt < other.createdAt ? 1 : one.createdAt > other.createdAt ? -1 : 0;
}
