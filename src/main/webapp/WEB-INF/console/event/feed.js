// The list of events as the page keeps it: pages by cursor, of which only a few are held at a time, and whatever the
// stream tells of them. Knows nothing of the DOM.

import { get } from '../platform/api.js';

const PAGE = 100;
/** Pages that are held at a time; the others keep their cursor and their height. */
const HELD = 4;
/** How much the first page may grow by what arrives. */
const LONGEST_FIRST_PAGE = 2 * PAGE;
/** The newest are read at most this often, and as little as this after the first hint: other tabs share the rate limit. */
const HEAD_MILLIS = 4_000;
const HINT_MILLIS = 300;
/** More changes than this are not kept while the list is paused: it is read again instead. */
const REMEMBERED = 2_000;

export class Feed {
  pages = [];
  loading = true;
  problem = null;
  /** Why the next page could not be read. */
  nextProblem = null;
  paused = false;
  /** Events that have come and are not shown yet, because the list is held. */
  waiting = 0;

  #filter;
  #signal;
  #changed;
  #held = false;
  #newest = null;
  #meanwhile = new Map();
  #overflown = false;
  #headTimer;
  #headReadAt = 0;
  #readingNext = false;

  /** `changed` is called whenever there is something else to show. */
  constructor({ filter, signal, changed }) {
    this.#filter = filter;
    this.#signal = signal;
    this.#changed = changed;
    signal.addEventListener('abort', () => clearTimeout(this.#headTimer), { once: true });
  }

  async load() {
    Object.assign(this, { loading: true, problem: null });
    this.#changed();
    try {
      const answer = await this.#read(null);
      this.pages = [pageOf(null, answer)];
    } catch (failure) {
      this.problem = failure;
    }
    this.loading = false;
    this.#headReadAt = Date.now();
    this.#changed();
  }

  get rows() {
    return this.pages.flatMap(page => page.rows ?? []);
  }

  get ended() {
    return this.pages.length > 0 && this.pages.at(-1).next === null;
  }

  /** Distinct events that changed since the list was paused. */
  get missed() {
    return this.#meanwhile.size;
  }

  get missedMore() {
    return this.#overflown;
  }

  find(id) {
    for (const page of this.pages) {
      const row = page.rows?.find(event => event.id === id);
      if (row) return row;
    }
    return null;
  }

  /** Reads the page behind the last one. */
  async loadNext() {
    if (this.#readingNext || this.loading || this.ended || this.nextProblem || this.pages.length === 0) return;
    this.#readingNext = true;
    try {
      const last = this.pages.at(-1);
      const answer = await this.#read(last.next);
      if (last !== this.pages.at(-1)) return;
      this.pages.push(pageOf(last.next, this.#withoutKnown(answer)));
    } catch (failure) {
      if (!this.#signal.aborted) this.nextProblem = failure;
    } finally {
      this.#readingNext = false;
      this.#changed();
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
      const answer = await this.#read(page.cursor);
      if (this.pages.includes(page)) page.rows = this.#withoutKnown(answer).data;
    } catch (failure) {
      if (!this.#signal.aborted) this.nextProblem = failure;
    } finally {
      page.reading = false;
      this.#changed();
    }
  }

  /** Drops the rows of pages that are far from those that are looked at; `heightOf(page)` is asked first. */
  dropFarFrom(first, last, heightOf) {
    const held = this.pages.filter(page => page.rows).length;
    if (held <= HELD) return false;
    this.pages.forEach((page, index) => {
      if (!page.rows || (index >= first - 1 && index <= last + 1)) return;
      page.height = heightOf(page);
      page.rows = null;
    });
    return true;
  }

  /** While held, nothing is put above the rows: what somebody points at stays where it is. */
  hold(held) {
    if (this.#held === held) return;
    this.#held = held;
    if (!held && this.waiting > 0) this.showWaiting();
  }

  showWaiting() {
    if (!this.#newest) return;
    const newest = this.#newest;
    this.#newest = null;
    this.waiting = 0;
    this.#insert(newest);
    this.#changed();
  }

  pause() {
    this.paused = true;
    clearTimeout(this.#headTimer);
    this.#headTimer = null;
    this.#changed();
  }

  resume() {
    this.paused = false;
    const told = [...this.#meanwhile.values()];
    const again = this.#overflown;
    this.#meanwhile = new Map();
    this.#overflown = false;
    told.forEach(message => this.#apply(message));
    if (again) this.readAgain();
    this.#changed();
  }

  /** A message of the stream. */
  tell(message) {
    if (this.paused) this.#remember(message);
    else this.#apply(message);
    this.#changed();
  }

  /** After a gap: reads whatever is held once more, and keeps it in view meanwhile. */
  async readAgain() {
    if (this.loading) return;
    if (this.paused) return void (this.#overflown = true, this.#changed());
    if (this.pages.length === 0) return this.load();
    try {
      const first = this.pages.findIndex(page => page.rows);
      for (let index = first, cursor = this.pages[first].cursor; this.pages[index]?.rows; index++) {
        const answer = await this.#read(cursor);
        const page = this.pages[index];
        if (!page) break;
        Object.assign(page, { cursor, next: answer.meta.nextCursor, rows: answer.data });
        cursor = page.next;
        if (cursor === null) this.pages.length = index + 1;
        else if (this.pages[index + 1]) this.pages[index + 1].cursor = cursor;
      }
    } catch (failure) {
      if (!this.#signal.aborted) this.problem = failure;
    }
    this.#changed();
  }

  /** Whether an event in this state would be in the list; rows that are no longer stay until it is read again. */
  matches(event) {
    const { status, type, contactId, error } = this.#filter;
    return (
      (!status || event.status === status) &&
      (!type || event.type === type) &&
      (!contactId || event.contactId === contactId) &&
      (!error || (event.error ?? '').toLowerCase().includes(error.toLowerCase()))
    );
  }

  /** What the server answered to a retry or a discard. */
  replace(event) {
    const row = this.find(event.id);
    if (row) this.#patch(row, event);
    this.#changed();
  }

  #read(cursor) {
    return get('/api/events', { query: { ...this.#filter, limit: PAGE, cursor }, signal: this.#signal });
  }

  #remember(message) {
    if (this.#meanwhile.size < REMEMBERED || this.#meanwhile.has(message.id)) this.#meanwhile.set(message.id, message);
    else this.#overflown = true;
  }

  #apply(message) {
    const row = this.find(message.id);
    if (row) this.#patch(row, { error: null, ...message });
    else if (this.matches(message) && !this.#isOver()) this.#hint();
  }

  // Messages may come out of order: `changedAt` says what came first.
  #patch(row, news) {
    if (news.changedAt < row.changedAt) return;
    if (news.changedAt > row.changedAt) row.touched = true;
    Object.assign(row, news);
    if (row.status === 'failed' || row.status === 'processed' || row.status === 'discarded') row.waitsFor = null;
    this.#passOn(row);
  }

  // A failed event parks the later ones of its contact, and frees them when it is mended.
  #passOn({ id, contactId, version, status }) {
    for (const other of this.rows) {
      if (other.contactId !== contactId) continue;
      if (status !== 'failed' && other.waitsFor === id) other.waitsFor = null;
      if (status === 'failed' && other.version > version && ['pending', 'published'].includes(other.status)) other.waitsFor ??= id;
    }
  }

  // An event that is not in the list is new, or further down: only the list can tell.
  #hint() {
    if (this.#headTimer) return;
    const due = Math.max(HINT_MILLIS, this.#headReadAt + HEAD_MILLIS - Date.now());
    this.#headTimer = setTimeout(() => this.#readHead(), due);
  }

  #isOver() {
    return this.#filter.until && Date.parse(this.#filter.until) < Date.now();
  }

  async #readHead() {
    try {
      const answer = await this.#read(null);
      this.#headTimer = null;
      this.#headReadAt = Date.now();
      if (this.paused || this.loading) return;
      for (const event of answer.data) {
        const row = this.find(event.id);
        if (row) this.#patch(row, event);
      }
      if (this.#held || (this.pages.length > 0 && !this.pages[0].rows)) this.#wait(answer);
      else this.#insert(answer);
      this.#changed();
    } catch (failure) {
      this.#headTimer = null;
      this.#headReadAt = Date.now();
      if (!this.#signal.aborted) this.#hint();
    }
  }

  #wait(answer) {
    const top = this.pages.find(page => page.rows)?.rows[0]?.createdAt ?? '';
    this.waiting = answer.data.filter(event => !this.find(event.id) && event.createdAt >= top).length;
    this.#newest = this.waiting > 0 ? answer : null;
  }

  #insert(answer) {
    const first = this.pages[0];
    const fresh = answer.data.filter(event => !this.find(event.id));
    const overlaps = fresh.length < answer.data.length;
    if (!first?.rows || !overlaps || first.rows.length + fresh.length > LONGEST_FIRST_PAGE) {
      this.pages = [pageOf(null, answer)];
    } else {
      first.rows = [...fresh, ...first.rows].sort(newestFirst);
    }
    if (first) for (const event of fresh) event.touched = true;
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
