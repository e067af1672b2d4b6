// The list of events as the stream keeps it: rows change where they stand, new ones are put on top, or wait while the list is
// held or paused. Knows nothing of the DOM.

import { Pages } from './pages.js';

/** The newest are read at most this often, and as soon as this after the first hint: other tabs share the rate limit. */
const HEAD_MILLIS = 4_000;
const HINT_MILLIS = 300;
/** More changes than this are not kept while the list is paused: it is read again instead. */
const REMEMBERED = 2_000;
const OPEN = ['pending', 'published'];

export class Feed extends Pages {
  paused = false;
  /** Events that have come and are not shown yet, because the list is held. */
  waiting = 0;
  /** Whether more has changed while the list was paused than could be kept. */
  missedMore = false;

  #held = false;
  #newest = null;
  #meanwhile = new Map();
  #headTimer = null;
  #headReadAt = Date.now();

  constructor(settings) {
    super(settings);
    this.signal.addEventListener('abort', () => clearTimeout(this.#headTimer), { once: true });
  }

  /** Distinct events of this list that changed since it was paused. */
  get missed() {
    return this.#meanwhile.size;
  }

  /** Whether an event in this state would be in the list; rows that are no longer stay until it is read again. */
  matches(event) {
    const { status, type, contactId, error } = this.filter;
    return (
      (!status || event.status === status) &&
      (!type || event.type === type) &&
      (!contactId || event.contactId === contactId) &&
      (!error || (event.error ?? '').toLowerCase().includes(error.toLowerCase()))
    );
  }

  /** A message of the stream. */
  tell(message) {
    if (this.paused) this.#remember(message);
    else this.#apply(message);
    this.changed();
  }

  /** The stream cannot tell all that has happened. */
  gap() {
    if (!this.paused) return this.readAgain();
    this.missedMore = true;
    this.changed();
  }

  /** Reads the newest once more: something may have happened that nobody told. */
  lookAgain() {
    if (this.paused) this.missedMore = true;
    else if (!this.#isOver()) this.#hint();
  }

  /** What the server answered to a retry or a discard. */
  replace(event) {
    const row = this.find(event.id);
    if (row) this.#patch(row, event);
    this.changed();
  }

  pause() {
    this.paused = true;
    clearTimeout(this.#headTimer);
    this.#headTimer = null;
    this.changed();
  }

  resume() {
    const told = [...this.#meanwhile.values()];
    const again = this.missedMore;
    Object.assign(this, { paused: false, missedMore: false });
    this.#meanwhile.clear();
    told.forEach(message => this.#apply(message));
    if (again) this.readAgain();
    this.changed();
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
    this.#show(newest);
    this.changed();
  }

  // A new watcher is told the last ten seconds again, and everybody's events: neither changes this list.
  #concerns(message) {
    const row = this.find(message.id);
    return row ? message.changedAt > row.changedAt : this.matches(message);
  }

  #remember(message) {
    if (!this.#concerns(message)) return;
    if (this.#meanwhile.size < REMEMBERED || this.#meanwhile.has(message.id)) this.#meanwhile.set(message.id, message);
    else this.missedMore = true;
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
    if (!OPEN.includes(row.status)) row.waitsFor = null;
    this.#passOn(row);
  }

  // A failed event parks the later ones of its contact, and frees them when it is mended.
  #passOn({ id, contactId, version, status }) {
    for (const other of this.rows) {
      if (other.contactId !== contactId) continue;
      if (status !== 'failed' && other.waitsFor === id) other.waitsFor = null;
      if (status === 'failed' && other.version > version && OPEN.includes(other.status)) other.waitsFor ??= id;
    }
  }

  #isOver() {
    return this.filter.until && Date.parse(this.filter.until) < Date.now();
  }

  // An event that is not in the list is new, or further down: only the list can tell.
  #hint() {
    if (this.#headTimer) return;
    const due = Math.max(HINT_MILLIS, this.#headReadAt + HEAD_MILLIS - Date.now());
    this.#headTimer = setTimeout(() => this.#readHead(), due);
  }

  async #readHead() {
    const answer = await this.read(null).catch(() => null);
    this.#headTimer = null;
    this.#headReadAt = Date.now();
    if (this.signal.aborted || this.paused || this.loading) return;
    if (!answer) return this.#hint();
    for (const event of answer.data) {
      const row = this.find(event.id);
      if (row) this.#patch(row, event);
    }
    if (this.#held || (this.pages.length > 0 && !this.pages[0].rows)) this.#wait(answer);
    else this.#show(answer);
    this.changed();
  }

  #wait(answer) {
    const top = this.pages.find(page => page.rows)?.rows[0]?.createdAt ?? '';
    this.waiting = answer.data.filter(event => !this.find(event.id) && event.createdAt >= top).length;
    this.#newest = this.waiting > 0 ? answer : null;
  }

  #show(answer) {
    for (const event of this.putOnTop(answer)) event.touched = true;
  }
}
