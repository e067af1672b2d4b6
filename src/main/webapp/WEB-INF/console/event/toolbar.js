// What stands above the list of events: states, filters, and how the stream is.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { live } from '../webjars/lit-html/directives/live.js';
import { plural } from '../platform/format.js';
import { debounce } from '../platform/poll.js';
import { href, setQuery } from '../platform/router.js';
import { icon } from '../platform/ui.js';
import { STATES, TYPES, isoOf, localInput } from './filters.js';

const TYPING_MILLIS = 400;
const CONNECTIONS = {
  connecting: ['Connecting', 'neutral'],
  live: ['Live', 'good'],
  lost: ['Connection lost, trying again', 'bad'],
};

export class Toolbar {
  #draft;
  /** Names of the filters that were changed and do not stand in the address yet. */
  #typing = new Set();
  #pushed = false;
  #commit = debounce(TYPING_MILLIS, () => this.#toAddress());

  // Only narrow screens hide the filters.
  #open = false;
  #redraw;

  constructor(query, redraw) {
    this.#redraw = redraw;
    this.#draft = Object.fromEntries(query);
  }

  /** The address has changed, by this form or by the back button. */
  queryChanged(query) {
    const typed = Object.fromEntries([...this.#typing].map(name => [name, this.#draft[name]]));
    this.#draft = { ...Object.fromEntries(query), ...typed };
  }

  close() {
    this.#commit.cancel();
  }

  states(filter) {
    const link = (status, text) => html`<a href=${href('/events', { ...filter, status })} aria-current=${(filter.status ?? '') === status ? 'page' : nothing}>${text}</a>`;
    return html`<nav class="event-states" aria-label="State">${link('', 'all')}${STATES.map(state => link(state, state))}</nav>`;
  }

  filters(filter) {
    const filtered = Object.keys(filter).filter(name => name !== 'status').length;
    return html`
      <button type="button" class="btn btn-sm event-filters-toggle" aria-expanded=${this.#open} aria-controls="event-filters" @click=${() => this.#toggle()}>
        ${icon('filter')}Filters${filtered > 0 ? ` (${filtered})` : nothing}
      </button>
      <form class="event-filters ${this.#open ? 'event-filters-open' : ''}" id="event-filters" role="search" aria-label="Filter events" @submit=${event => (event.preventDefault(), this.#now())}
        @focusout=${() => (this.#pushed = false)}>
        <div class="event-filter event-filter-wide">
          <label for="filter-error">Error contains</label>
          <input type="search" class="form-control form-control-sm" id="filter-error" placeholder="timeout" autocomplete="off" spellcheck="false"
            .value=${live(this.#draft.error ?? '')} @input=${event => this.#type('error', event.target.value)}>
        </div>
        <div class="event-filter">
          <label for="filter-contact">Contact</label>
          <input type="text" class="form-control form-control-sm" id="filter-contact" placeholder="contact-1" autocomplete="off" spellcheck="false"
            .value=${live(this.#draft.contactId ?? '')} @input=${event => this.#type('contactId', event.target.value.trim())}>
        </div>
        <div class="event-filter">
          <label for="filter-type">Type</label>
          <select class="form-select form-select-sm" id="filter-type" @change=${event => setQuery({ type: event.target.value })}>
            <option value="" .selected=${live(!filter.type)}>any</option>
            ${typesWith(filter.type).map(type => html`<option value=${type} .selected=${live(filter.type === type)}>${type}</option>`)}
          </select>
        </div>
        ${this.#moment('since', 'Since')} ${this.#moment('until', 'Until')}
        <a class="btn btn-sm event-clear" href=${href('/events', { status: filter.status })} ?hidden=${filtered === 0}>${icon('x')}Clear</a>
      </form>`;
  }

  #moment(name, label) {
    return html`
      <div class="event-filter">
        <label for="filter-${name}">${label}</label>
        <input type="datetime-local" class="form-control form-control-sm" id="filter-${name}" .value=${live(localInput(this.#draft[name]))}
          @change=${event => setQuery({ [name]: isoOf(event.target.value) })}>
      </div>`;
  }

  #toggle() {
    this.#open = !this.#open;
    this.#redraw();
  }

  #type(name, value) {
    this.#draft[name] = value;
    this.#typing.add(name);
    this.#commit();
  }

  #now() {
    this.#commit.cancel();
    this.#toAddress();
  }

  // One entry in the history for all that is typed in one go, not one for each pause.
  #toAddress() {
    const patch = Object.fromEntries([...this.#typing].map(name => [name, this.#draft[name]]));
    this.#typing.clear();
    const replace = this.#pushed;
    this.#pushed = true;
    setQuery(patch, { replace });
  }
}

// An address may name another type than those that there are now.
function typesWith(type) {
  return !type || TYPES.includes(type) ? TYPES : [...TYPES, type];
}

/** The state of the connection, and the button that freezes the list. */
export function liveness({ feed, connection, onPause }) {
  const [text, tone] = feed.paused ? ['Paused', 'warn'] : CONNECTIONS[connection];
  const missed = feed.missedMore ? 'More events than are counted' : plural(feed.missed, 'event');
  return html`
    <span class="event-live tone-${tone}" role="status"><span class="event-dot"></span>${text}</span>
    <button type="button" class="btn btn-sm" data-pause @click=${onPause}>
      ${icon(feed.paused ? 'player-play' : 'player-pause')}${feed.paused ? 'Continue' : 'Pause'}
    </button>
    ${feed.paused ? html`<span class="event-missed">${missed} changed meanwhile</span>` : nothing}`;
}
