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
import { discardQuestion, retryQuestion } from './parts.js';
import { Picking } from './picking.js';
import { table } from './rows.js';
import { Selection } from './selection.js';
import { Toolbar, liveness } from './toolbar.js';
import { onMove, settlePages } from './windowing.js';
import { workPanel } from './work.js';

const KEPT_MILLIS = 10 * 60_000;

// The list as it was left: whoever comes back from an event finds it where it was.
let left = null;

export function openList({ query, signal, redraw }) {
  return new EventList(query, signal, redraw);
}

class EventList {
  connection = 'connecting';
  mends = session.can('events.mend');
  selection = new Selection();
  picking = new Picking(this);

  #signal;
  #feedEnds;
  #settleSoon;
  #pointed = false;
  #focused = false;
  #restore = null;
  #lost = false;

  constructor(query, signal, redraw) {
    this.redraw = redraw;
    this.#signal = signal;
    this.#settleSoon = onMove(move => this.#settle(move), signal);
    this.toolbar = new Toolbar(query, redraw);
    this.#begin(query);
    watchEvents({
      onEvent: message => this.feed.tell(message),
      onGap: () => this.feed.gap(),
      onState: state => this.#connected(state),
      signal,
    });
    mending.addEventListener('change', redraw, { signal });
  }

  queryChanged(query) {
    this.toolbar.queryChanged(query);
    this.#begin(query);
  }

  close() {
    this.toolbar.close();
    this.#feedEnds.abort();
    left = { query: this.query, pages: this.feed.pages, scroll: scrollY, opened: this.picking.opened, at: Date.now() };
  }

  render() {
    this.#settleSoon();
    const { feed, filter, connection } = this;
    return html`
      ${pageHeader({ title: 'Events', subtitle: 'What became of each change, newest first', actions: this.#actions() })}
      ${workPanel()}
      <div class="card event-card">
        <div class="event-bar">
          ${this.toolbar.states(filter)}
          <div class="event-bar-live">${liveness({ feed, connection, onPause: this.#onPause })}</div>
        </div>
        ${this.toolbar.filters(filter)}
        ${feed.problem ? html`<div class="event-problem">${problem(feed.problem, { retry: () => this.#again() })}</div>` : nothing}
        <div class="event-rows" @pointerenter=${() => this.#point(true)} @pointerleave=${() => this.#point(false)}
          @focusin=${() => this.#focus(true)} @focusout=${() => this.#focus(false)}>
          ${this.#arrivals()} ${this.#rows()}
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
      changed: () => (this.selection.keepFailed(this.feed.rows), this.redraw()),
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

  // A stream that could not be resumed, since it had told nothing yet, does not tell what happened meanwhile either.
  #connected(state) {
    if (this.#lost && state === 'live') this.feed.lookAgain();
    this.#lost = state === 'lost' || (this.#lost && state !== 'live');
    this.connection = state;
    this.redraw();
  }

  #actions() {
    if (!this.mends) return nothing;
    return html`<a class="btn" href=${href('/events/retries', retryFilterOf(new URLSearchParams(this.query)))}>${icon('refresh')}Retry by filter</a>`;
  }

  #arrivals() {
    const { waiting, paused } = this.feed;
    if (waiting === 0 || paused) return nothing;
    return html`<div class="event-arrivals"><button type="button" class="btn btn-sm btn-primary" @click=${this.#onShow}>
      ${icon('arrow-up')}${plural(waiting, 'new event')}</button></div>`;
  }

  #rows() {
    const { feed } = this;
    const none = !feed.loading && feed.ended && feed.pages.every(page => page.rows?.length === 0);
    if (none) return nothingFound(this.filter);
    return feed.problem && feed.pages.length === 0 ? nothing : table(this);
  }

  #end() {
    const { feed, mends } = this;
    if (feed.nextProblem) return html`<div class="event-problem">${problem(feed.nextProblem, { retry: () => feed.tryNextAgain() })}</div>`;
    if (feed.loading || feed.rows.length === 0) return nothing;
    return html`<div class="event-end">
      <span>${feed.ended ? 'No older events' : 'Reading older events…'}</span>
      <span class="event-keys"><kbd>↑</kbd> <kbd>↓</kbd> move <kbd>Enter</kbd> opens ${mends ? html`<kbd>x</kbd> selects <kbd>Esc</kbd> clears` : nothing} <kbd>/</kbd> searches</span>
    </div>`;
  }

  #selected() {
    const busy = mending.work?.running ?? false;
    return html`
      <div class="event-selected-bar" role="toolbar" aria-label="Selected events" @keydown=${event => event.key === 'Escape' && this.picking.clear()}>
        <strong>${plural(this.selection.size, 'event')} selected</strong>
        <button type="button" class="btn btn-primary" ?disabled=${busy} @click=${() => this.#mend('retry')}>${icon('refresh')}Retry</button>
        <button type="button" class="btn btn-danger" ?disabled=${busy} @click=${() => this.#mend('discard')}>${icon('trash')}Discard</button>
        <button type="button" class="btn btn-ghost-secondary" @click=${this.picking.clear}>Clear</button>
      </div>`;
  }

  async #mend(action) {
    const { events } = this.selection;
    const answer = await confirmDialog(action === 'retry' ? retryQuestion(events.length) : discardQuestion(events.length));
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
    // They are drawn in the next frame.
    requestAnimationFrame(() => requestAnimationFrame(() => this.picking.focusFirst()));
  };

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

  #settle(move) {
    const shown = document.querySelector('.event-table');
    if (!shown || this.feed.loading) return;
    if (settlePages(shown, this.feed, move)) this.redraw();
    if (this.#restore) this.#restorePlace();
    this.#holdOrNot();
  }

  #restorePlace() {
    const { scroll, opened } = this.#restore;
    this.#restore = null;
    scrollTo({ top: scroll, behavior: 'instant' });
    this.picking.focusRow(opened);
  }
}

function nothingFound(filter) {
  const names = Object.keys(filter);
  if (names.length === 0) {
    return empty({ icon: 'inbox', title: 'No events yet', text: 'Each change of a contact makes one. It will appear here by itself.' });
  }
  if (names.length === 1 && filter.status === 'failed') {
    return empty({ icon: 'circle-check', title: 'Nothing has failed', text: 'What fails from now on will appear here by itself.' });
  }
  return empty({
    icon: 'filter-off',
    title: 'No event meets these filters',
    text: 'One that does will appear here by itself.',
    action: html`<a class="btn" href="#/events">Clear the filters</a>`,
  });
}
