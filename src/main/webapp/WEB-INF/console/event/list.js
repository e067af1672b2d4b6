// The live list of events: newest first, kept by the stream, filtered by the address.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { plural } from '../platform/format.js';
import { href } from '../platform/router.js';
import { session } from '../platform/session.js';
import { watchEvents } from '../platform/stream.js';
import { announce, confirmDialog, empty, icon, pageHeader, problem } from '../platform/ui.js';
import { Feed } from './feed.js';
import { filterOf, retryFilterOf } from './filters.js';
import { mendAll, mending } from './mending.js';
import { table } from './rows.js';
import { Selection } from './selection.js';
import { Toolbar, liveness } from './toolbar.js';
import { settle } from './windowing.js';
import { workPanel } from './work.js';

const CALM_MILLIS = 120;
const KEPT_MILLIS = 10 * 60_000;

// The list as it was left: whoever comes back from an event finds it where it was.
let left = null;

export function openList({ query, signal, redraw }) {
  return new EventList(query, signal, redraw);
}

class EventList {
  selection = new Selection();
  connection = 'connecting';
  mends = session.can('events.mend');

  #signal;
  #redraw;
  #feedEnds;
  #pointed = false;
  #focused = false;
  #opened = null;
  #restore = null;
  #settling = false;
  #scrolling = false;
  #calm;

  constructor(query, signal, redraw) {
    this.#signal = signal;
    this.#redraw = redraw;
    this.toolbar = new Toolbar(query, redraw);
    this.#begin(query);
    watchEvents({
      onEvent: message => this.#told(message),
      onGap: () => this.feed.readAgain(),
      onState: state => ((this.connection = state), redraw()),
      signal,
    });
    mending.addEventListener('change', redraw, { signal });
    addEventListener('scroll', () => this.#scrolled(), { passive: true, signal });
    addEventListener('resize', () => this.#settleSoon(), { passive: true, signal });
  }

  queryChanged(query) {
    this.toolbar.queryChanged(query);
    this.#begin(query);
  }

  close() {
    this.toolbar.close();
    this.#feedEnds.abort();
    left = { query: this.query, pages: this.feed.pages, scroll: scrollY, opened: this.#opened, at: Date.now() };
  }

  render() {
    this.#settleSoon();
    const { feed } = this;
    return html`
      ${pageHeader({ title: 'Events', subtitle: 'What became of each change, newest first', actions: this.#actions() })}
      ${workPanel()}
      <div class="card event-card">
        <div class="event-bar">
          ${this.toolbar.states(this.filter)}
          <div class="event-bar-live">${liveness({ feed, connection: this.connection, onPause: this.#onPause })}</div>
        </div>
        ${this.toolbar.filters(this.filter)}
        ${feed.problem ? html`<div class="event-problem">${problem(feed.problem, { retry: () => this.#again() })}</div>` : nothing}
        <div class="event-rows" @pointerenter=${() => this.#point(true)} @pointerleave=${() => this.#point(false)}
          @focusin=${() => this.#focus(true)} @focusout=${() => this.#focus(false)}>
          ${this.#arrivals()} ${this.#content()}
        </div>
        ${this.#end()}
      </div>
      ${this.selection.size > 0 ? this.#selected() : nothing}`;
  }

  #begin(query) {
    this.#feedEnds?.abort();
    this.#feedEnds = new AbortController();
    this.query = query.toString();
    this.filter = filterOf(query);
    this.selection.clear();
    this.feed = new Feed({
      filter: this.filter,
      signal: AbortSignal.any([this.#signal, this.#feedEnds.signal]),
      changed: () => (this.selection.keepFailed(this.feed.rows), this.#redraw()),
    });
    if (left?.query === this.query && Date.now() - left.at < KEPT_MILLIS && left.pages.length > 0) this.#takeUp(left);
    else this.feed.load();
    left = null;
  }

  #takeUp(before) {
    Object.assign(this.feed, { pages: before.pages, loading: false });
    this.#restore = before;
    this.feed.readAgain();
  }

  #again() {
    this.feed.problem = null;
    return this.feed.pages.length > 0 ? this.feed.readAgain() : this.feed.load();
  }

  #told(message) {
    this.feed.tell(message);
  }

  #actions() {
    if (!this.mends) return nothing;
    return html`<a class="btn" href=${href('/events/retries', retryFilterOf(new URLSearchParams(this.query)))}>${icon('refresh')}Retry by filter</a>`;
  }

  #arrivals() {
    const { waiting } = this.feed;
    if (waiting === 0 || this.feed.paused) return nothing;
    return html`<div class="event-arrivals"><button type="button" class="btn btn-sm btn-primary" @click=${this.#onShow}>
      ${icon('arrow-up')}${plural(waiting, 'new event')}</button></div>`;
  }

  #content() {
    const { feed } = this;
    if (!feed.loading && feed.pages.length > 0 && feed.ended && feed.pages.every(page => page.rows?.length === 0)) return this.#nothing();
    if (feed.problem && feed.pages.length === 0) return nothing;
    return table(this);
  }

  #nothing() {
    const names = Object.keys(this.filter);
    if (names.length === 0) {
      return empty({ icon: 'inbox', title: 'No events yet', text: 'Each change of a contact makes one. It will appear here by itself.' });
    }
    if (names.length === 1 && this.filter.status === 'failed') {
      return empty({ icon: 'circle-check', title: 'Nothing has failed', text: 'What fails from now on will appear here by itself.' });
    }
    return empty({
      icon: 'filter-off',
      title: 'No event meets these filters',
      text: 'One that does will appear here by itself.',
      action: html`<a class="btn" href="#/events">Clear the filters</a>`,
    });
  }

  #end() {
    const { feed } = this;
    if (feed.nextProblem) return html`<div class="event-problem">${problem(feed.nextProblem, { retry: () => feed.tryNextAgain() })}</div>`;
    if (feed.loading || feed.pages.length === 0 || feed.rows.length === 0) return nothing;
    return html`<div class="event-end">
      <span>${feed.ended ? 'No older events' : 'Reading older events…'}</span>
      <span class="event-keys"><kbd>↑</kbd> <kbd>↓</kbd> move <kbd>Enter</kbd> opens ${this.mends ? html`<kbd>x</kbd> selects <kbd>Esc</kbd> clears` : nothing} <kbd>/</kbd> searches</span>
    </div>`;
  }

  #selected() {
    const busy = mending.work?.running ?? false;
    const { size } = this.selection;
    return html`
      <div class="event-selected-bar" role="toolbar" aria-label="Selected events" @keydown=${event => event.key === 'Escape' && this.#onClear()}>
        <strong>${plural(size, 'event')} selected</strong>
        <button type="button" class="btn btn-primary" ?disabled=${busy} @click=${() => this.#mend('retry')}>${icon('refresh')}Retry</button>
        <button type="button" class="btn btn-danger" ?disabled=${busy} @click=${() => this.#mend('discard')}>${icon('trash')}Discard</button>
        <button type="button" class="btn btn-ghost-secondary" @click=${this.#onClear}>Clear</button>
      </div>`;
  }

  async #mend(action) {
    const events = this.selection.events;
    const answer = await confirmDialog(action === 'retry' ? retryQuestion(events) : discardQuestion(events));
    if (!answer) return;
    const { feed } = this;
    document.querySelector('.event-work-place')?.focus();
    this.selection.clear();
    announce(`${plural(events.length, 'event')} being worked on`);
    await mendAll(action, events, answer.reason, event => feed.replace(event));
    announce(`${plural(mending.work?.done ?? 0, 'event')} done`);
  }

  #onPause = () => {
    if (this.feed.paused) this.feed.resume();
    else this.feed.pause();
    announce(this.feed.paused ? 'Paused' : 'Continued');
  };

  #onShow = () => {
    scrollTo({ top: 0, behavior: 'instant' });
    this.feed.showWaiting();
    this.#rowLinks()[0]?.focus({ preventScroll: true });
  };

  #onClear = () => {
    if (document.activeElement.closest('.event-selected-bar')) this.#rowLinks().find(link => this.selection.has(link.closest('tr').dataset.id))?.focus();
    this.selection.clear();
    this.#redraw();
  };

  onPick = event => {
    const rows = this.feed.rows;
    if (event.target.dataset.all !== undefined) rows.forEach(row => row.status === 'failed' && this.selection.toggle(row, event.target.checked));
    else {
      const row = rowOf(event, this.feed);
      if (this.shift) this.selection.extendTo(row, rows);
      else this.selection.toggle(row, event.target.checked);
    }
    this.#redraw();
  };

  onRowClick = event => {
    this.shift = event.shiftKey;
    if (event.target.closest('.event-link')) this.#opened = event.target.closest('tr').dataset.id;
  };

  onKey = event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
    if (step) return this.#move(event, step);
    if (event.key === 'x' && this.mends) return this.#toggle(event);
    if (event.key === 'Escape' && this.selection.size > 0) this.#onClear();
  };

  #move(event, step) {
    event.preventDefault();
    const links = this.#rowLinks();
    const at = links.findIndex(link => link.closest('tr').contains(event.target));
    const next = links[at + step];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: 'nearest' });
    if (event.shiftKey && this.mends) {
      this.selection.extendTo(rowOf({ target: event.target }, this.feed) ?? rowOf({ target: next }, this.feed), this.feed.rows);
      this.selection.extendTo(rowOf({ target: next }, this.feed), this.feed.rows);
      this.#redraw();
    }
  }

  #toggle(event) {
    const row = rowOf(event, this.feed);
    if (!row) return;
    event.preventDefault();
    this.selection.toggle(row);
    announce(`${plural(this.selection.size, 'event')} selected`);
    this.#redraw();
  }

  #rowLinks() {
    return [...document.querySelectorAll('.event-table .event-link')];
  }

  #point(inside) {
    this.#pointed = inside;
    this.#holdOrNot();
  }

  #focus(inside) {
    this.#focused = inside;
    // Between two rows the focus is nowhere for a moment.
    setTimeout(() => this.#holdOrNot());
  }

  #holdOrNot() {
    this.feed.hold(this.#pointed || this.#focused || this.selection.size > 0 || scrollY > 0);
  }

  // What is only passed on the way is not read: one reading at the end of a long way, not one for each page of it.
  #scrolled() {
    this.#scrolling = true;
    this.#settleSoon();
    clearTimeout(this.#calm);
    this.#calm = setTimeout(() => ((this.#scrolling = false), this.#settleSoon()), CALM_MILLIS);
  }

  #settleSoon() {
    if (this.#settling) return;
    this.#settling = true;
    const later = document.hidden ? setTimeout : requestAnimationFrame;
    later(() => {
      this.#settling = false;
      this.#settle();
    });
  }

  #settle() {
    const shown = document.querySelector('.event-table');
    if (!shown || this.#signal.aborted || this.feed.loading) return;
    settle(shown, this.feed, { scrolling: this.#scrolling, redraw: this.#redraw });
    if (this.#restore) this.#restorePlace();
    this.#holdOrNot();
  }

  #restorePlace() {
    const { scroll, opened } = this.#restore;
    this.#restore = null;
    scrollTo({ top: scroll, behavior: 'instant' });
    document.querySelector(`.event-table tr[data-id="${opened}"] .event-link`)?.focus({ preventScroll: true });
  }
}

function rowOf(event, feed) {
  const id = event.target.closest('tr')?.dataset.id;
  return id ? feed.find(id) : null;
}

function retryQuestion(events) {
  return {
    title: `Retry ${plural(events.length, 'event')}?`,
    body: 'Each is sent or handled once more, and then the later events of its contact go on.',
    confirm: 'Retry',
    reason: 'optional',
  };
}

function discardQuestion(events) {
  return {
    title: `Discard ${plural(events.length, 'event')}?`,
    body: 'They are given up for good; the later events of their contacts go on. This cannot be undone.',
    confirm: 'Discard',
    tone: 'danger',
    reason: 'required',
  };
}
