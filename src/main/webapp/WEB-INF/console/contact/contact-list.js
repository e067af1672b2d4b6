// The list of contacts: search, filters, order and columns; endless, with only what is in sight in the page.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { live } from '../webjars/lit-html/directives/live.js';
import { get } from '../platform/api.js';
import { number, plural } from '../platform/format.js';
import { PagedList } from '../platform/paged-list.js';
import { debounce } from '../platform/poll.js';
import { href, setQuery } from '../platform/router.js';
import { session } from '../platform/session.js';
import { watchEvents } from '../platform/stream.js';
import { announce, empty, icon, pageHeader, problem, spinner } from '../platform/ui.js';
import { WindowedTable } from '../platform/windowed-table.js';
import { STATUSES } from './contact-fields.js';
import { contactTabs } from './contact-tabs.js';
import { ALL_COLUMNS, NARROW_SCREEN, chooseColumns, chosenColumns, columnsOf, forgetColumns } from './list-columns.js';

const PAGE = 100;
const SHORTEST_SEARCH = 3;
const TYPING_MILLIS = 300;
// With what scrolling and searching need, this stays below the rate limit.
const REFRESH_MILLIS = 10_000;
const ROW_HEIGHT = 40;
const NARROW_ROW_HEIGHT = 56;

const FILTERS = ['email', 'company', 'status', 'tag', 'source', 'sourceId', 'updatedSince'];
const BEHIND_BUTTON = FILTERS.filter(name => name !== 'status');
const DEFAULT_SORT = '-createdAt';

const SORTS = [
  ['-createdAt', 'Newest first'],
  ['createdAt', 'Oldest first'],
  ['-updatedAt', 'Last changed first'],
  ['updatedAt', 'Longest unchanged first'],
  ['lastName', 'Last name A–Z'],
  ['-lastName', 'Last name Z–A'],
  ['email', 'E-mail A–Z'],
  ['-email', 'E-mail Z–A'],
];

// The list as it was left, so that the way back from a contact leads to where one was.
let left = null;

export function contactList({ query, signal, redraw }) {
  return new ContactList(query, signal, redraw);
}

class ContactList {
  #redraw;
  #signal;
  #table;
  #query;
  #typed = {};
  #columns = chosenColumns();
  #moreFilters;
  #shown = null; // the list on the screen
  #next = null; // the one that takes its place once its first page is there
  #changed = false;
  #refreshed = Date.now();
  #search = debounce(TYPING_MILLIS, () => this.#applyTyped());

  constructor(query, signal, redraw) {
    this.#redraw = redraw;
    this.#signal = signal;
    this.#query = query;
    this.#table = new WindowedTable({ redraw });
    this.#moreFilters = BEHIND_BUTTON.some(name => query.has(name));
    NARROW_SCREEN.addEventListener('change', () => this.#columnsChanged(), { signal });
    if (left?.list.query.toString() === query.toString()) {
      this.#comeBack(left);
    } else {
      this.#load();
    }
    left = null;
    this.#watch();
  }

  queryChanged(query) {
    this.#query = query;
    for (const name of Object.keys(this.#typed)) {
      if (document.activeElement?.name !== name) {
        delete this.#typed[name];
      }
    }
    this.#load();
  }

  close() {
    this.#search.cancel();
    this.#table.close();
    this.#next?.close();
    if (this.#shown?.loaded) {
      left = { list: this.#shown, position: this.#table.position };
      left.list.changed = () => {};
    } else {
      this.#shown?.close();
    }
  }

  #comeBack({ list, position }) {
    this.#shown = list;
    list.changed = () => this.#listChanged(list);
    this.#table.restore(list, position);
    list.reload();
  }

  // Loading

  #load() {
    this.#next?.close();
    const list = new PagedList({
      size: PAGE,
      load: (cursor, limit, signal) => get('/api/contacts', { query: parametersOf(list.query, cursor, limit), signal }),
      changed: () => this.#listChanged(list),
    });
    list.query = new URLSearchParams(this.#query);
    this.#next = list;
    this.#changed = false;
    this.#refreshed = Date.now();
    list.want(0, PAGE - 1);
  }

  #listChanged(list) {
    if (list === this.#next && (list.loaded || list.problem)) {
      this.#shown?.close();
      this.#shown = list;
      this.#next = null;
      if (list.loaded) {
        announce(list.complete ? plural(list.length, 'contact') : `More than ${plural(list.length, 'contact')}`);
      }
    }
    this.#redraw();
  }

  #columnsChanged() {
    this.#shown?.reload();
    this.#next?.reload();
    this.#redraw();
  }

  // Whoever looks at the top of the list sees what is new by itself; others are told, so that no row moves under the hand.
  #watch() {
    const refresh = debounce(1000, () => this.#refreshUnseen());
    watchEvents({
      signal: this.#signal,
      onGap: () => this.#noteChange(refresh),
      onEvent: ({ type }) => type.startsWith('contact.') && this.#noteChange(refresh),
    });
    const timer = setInterval(() => this.#refreshUnseen(), REFRESH_MILLIS);
    this.#signal.addEventListener('abort', () => (refresh.cancel(), clearInterval(timer)));
  }

  #noteChange(refresh) {
    if (!this.#changed) {
      this.#changed = true;
      this.#redraw();
    }
    refresh();
  }

  #refreshUnseen() {
    const due = this.#changed && Date.now() - this.#refreshed >= REFRESH_MILLIS;
    if (due && !document.hidden && !this.#next && this.#table.atTop && !this.#table.inUse) {
      this.#load();
    }
  }

  // Searching

  #value(name) {
    return this.#typed[name] ?? this.#query.get(name) ?? '';
  }

  #type(name, value) {
    this.#typed[name] = value;
    this.#search();
    this.#redraw();
  }

  #applyTyped() {
    const patch = {};
    for (const [name, value] of Object.entries(this.#typed)) {
      const text = value.trim();
      patch[name] = name === 'q' && tooShort(text) ? null : text;
    }
    setQuery(patch, { replace: true });
  }

  #clear() {
    this.#typed = {};
    setQuery(Object.fromEntries(['q', ...FILTERS].map(name => [name, null])));
  }

  #sortBy(column) {
    const now = this.#query.get('sort') ?? DEFAULT_SORT;
    const up = column.sort;
    const first = column.down ? `-${up}` : up;
    const other = column.down ? up : `-${up}`;
    setQuery({ sort: now === first ? other : first });
  }

  // Drawing

  render() {
    const list = this.#shown;
    return html`
      ${pageHeader({
        title: 'Contacts',
        actions: session.can('contacts.write')
          ? html`<a class="btn btn-primary" href=${href('/contacts/new')}>${icon('plus')}New contact</a>`
          : nothing,
      })}
      ${contactTabs('/contacts')}
      <div class="card list-card ${this.#next && list ? 'is-stale' : ''}">
        ${this.#toolbar()} ${this.#moreFilters ? this.#filters() : nothing}
        ${list ? this.#body(list) : spinner('Loading contacts')}
      </div>
    `;
  }

  #toolbar() {
    const set = BEHIND_BUTTON.filter(name => this.#query.has(name)).length;
    const hint = this.#value('q').trim() !== '' && tooShort(this.#value('q').trim());
    return html`<div class="list-toolbar" role="search">
      <div class="list-search">
        ${icon('search')}
        <input
          type="search"
          name="q"
          class="form-control"
          aria-label="Search contacts by name, e-mail or company"
          aria-describedby="search-hint"
          placeholder="Name, e-mail or company"
          autocomplete="off"
          spellcheck="false"
          .value=${live(this.#value('q'))}
          @input=${event => this.#type('q', event.target.value)}
          @keydown=${event => this.#inSearch(event)}
        />
        <kbd aria-hidden="true">/</kbd>
        <div id="search-hint" class=${hint ? 'list-search-hint' : 'visually-hidden'}>Type at least 3 characters.</div>
      </div>
      <select class="form-select" aria-label="Status" @change=${event => setQuery({ status: event.target.value })}>
        <option value="" ?selected=${!this.#query.has('status')}>Any status</option>
        ${STATUSES.map(status => html`<option value=${status} ?selected=${this.#query.get('status') === status}>${status}</option>`)}
      </select>
      <select class="form-select" aria-label="Order" @change=${event => setQuery({ sort: event.target.value })}>
        ${SORTS.map(
          ([value, label]) =>
            html`<option value=${value} ?selected=${(this.#query.get('sort') ?? DEFAULT_SORT) === value}>${label}</option>`,
        )}
      </select>
      <button
        type="button"
        class="btn"
        aria-expanded=${this.#moreFilters}
        aria-controls="more-filters"
        @click=${() => ((this.#moreFilters = !this.#moreFilters), this.#redraw())}
      >
        ${icon('filter')}Filters${set ? html`<span class="count">${set}</span>` : nothing}
      </button>
      ${NARROW_SCREEN.matches ? nothing : this.#columnChooser()}
      <button
        type="button"
        class="btn ${this.#changed ? 'btn-changed' : ''}"
        title=${this.#changed ? 'Contacts have changed since this list was read' : 'Read the list again'}
        @click=${() => this.#load()}
      >
        ${icon('refresh')}Refresh${this.#changed ? html`<span class="visually-hidden">, the list has changed</span>` : nothing}
      </button>
    </div>`;
  }

  #inSearch(event) {
    if (event.key === 'Escape' && event.target.value) {
      event.preventDefault();
      this.#type('q', '');
    } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault();
      event.target.closest('.card').querySelector('.windowed [data-row] a[tabindex="0"]')?.focus();
    }
  }

  #filters() {
    const text = (name, label, placeholder) =>
      html`<label class="list-filter">
        <span>${label}</span>
        <input
          class="form-control"
          name=${name}
          placeholder=${placeholder}
          autocomplete="off"
          spellcheck="false"
          .value=${live(this.#value(name))}
          @input=${event => this.#type(name, event.target.value)}
        />
      </label>`;
    return html`<div class="list-filters" id="more-filters">
      ${text('email', 'E-mail is', 'whole address')} ${text('company', 'Company is', 'whole name')}
      ${text('tag', 'Has tag', 'one tag')} ${text('source', 'Source is', 'acmecrm, internal …')}
      ${text('sourceId', 'Id in the source is', 'whole id')}
      <label class="list-filter list-filter-time">
        <span>Changed since</span>
        <input
          class="form-control"
          type="datetime-local"
          name="updatedSince"
          step="1"
          .value=${live(localTime(this.#query.get('updatedSince')))}
          @change=${event => setQuery({ updatedSince: event.target.value && new Date(event.target.value).toISOString() })}
        />
      </label>
      ${
        ['q', ...FILTERS].some(name => this.#query.has(name))
          ? html`<button type="button" class="btn btn-ghost-secondary" @click=${() => this.#clear()}>
              ${icon('x')}Clear all
            </button>`
          : nothing
      }
    </div>`;
  }

  #columnChooser() {
    const toggle = (name, chosen) => {
      this.#columns = chosen ? [...this.#columns, name] : this.#columns.filter(each => each !== name);
      chooseColumns(this.#columns);
      this.#columnsChanged();
    };
    const reset = () => {
      forgetColumns();
      this.#columns = chosenColumns();
      this.#columnsChanged();
    };
    return html`<button type="button" class="btn" popovertarget="columns">${icon('columns-3')}Columns</button>
      <div popover id="columns" class="menu-popover" role="group" aria-label="Columns" @beforetoggle=${besideButton}>
        ${ALL_COLUMNS.filter(({ name }) => name !== 'name').map(
          ({ name, label }) =>
            html`<label class="form-check">
              <input
                class="form-check-input"
                type="checkbox"
                .checked=${live(this.#columns.includes(name))}
                @change=${event => toggle(name, event.target.checked)}
              />
              <span class="form-check-label">${label}</span>
            </label>`,
        )}
        <button type="button" class="btn btn-sm" @click=${reset}>As at first</button>
      </div>`;
  }

  #body(list) {
    if (list.problem && !list.loaded) {
      return html`<div class="card-body">${this.#problem(list)}</div>`;
    }
    if (list.complete && list.length === 0) {
      return this.#nothingFound();
    }
    const columns = columnsOf(this.#columns, NARROW_SCREEN.matches);
    return html`
      ${this.#table.render({
        list,
        label: 'Contacts',
        stale: Boolean(this.#next),
        rowHeight: NARROW_SCREEN.matches ? NARROW_ROW_HEIGHT : ROW_HEIGHT,
        columns: columns.map(column => this.#header(column)),
        cells: (contact, index) =>
          columns.map(
            column => html`<td class=${column.className ?? ''}>${column.cell(contact, this.#table.tabIndex(index))}</td>`,
          ),
      })}
      ${list.problem ? html`<div class="card-body">${this.#problem(list)}</div>` : nothing}
      <div class="card-footer list-footer">${this.#place(list)}</div>
    `;
  }

  #header(column) {
    const sort = this.#query.get('sort') ?? DEFAULT_SORT;
    const sorted = !column.sort
      ? undefined
      : sort === column.sort
        ? 'ascending'
        : sort === `-${column.sort}`
          ? 'descending'
          : undefined;
    const header = column.sort
      ? html`<button type="button" class="sort-button" @click=${() => this.#sortBy(column)}>
          ${column.label}${sorted ? icon(sorted === 'ascending' ? 'chevron-up' : 'chevron-down') : nothing}
        </button>`
      : column.label;
    return { ...column, header, sorted };
  }

  #place(list) {
    const { first, last } = this.#table.inSight;
    const rows = list.length ? `${number(first + 1)}–${number(Math.max(first + 1, last))}` : '0';
    return html`<span>Rows ${rows} of ${list.complete ? number(list.length) : `${number(list.length)} and more`}</span>
      <span class="list-keys" aria-hidden="true"><kbd>↑</kbd> <kbd>↓</kbd> rows <kbd>Enter</kbd> open <kbd>/</kbd> search</span>
      ${list.loading ? html`<span class="list-loading">Loading…</span>` : nothing}`;
  }

  #problem(list) {
    if (list.problem.type === 'query-too-broad') {
      return empty({
        icon: 'filter',
        title: 'Too many contacts match to sort them in time',
        text: 'Type more of the name, add a filter, or show the newest first.',
        action: html`<button type="button" class="btn btn-primary" @click=${() => setQuery({ sort: null })}>Newest first</button>
          <button type="button" class="btn" @click=${() => list.retry()}>Try again</button>`,
      });
    }
    return problem(list.problem, { retry: () => list.retry() });
  }

  #nothingFound() {
    const filtered = ['q', ...FILTERS].some(name => this.#query.has(name));
    if (filtered) {
      return empty({
        icon: 'search-off',
        title: 'No contact matches',
        text: 'The search looks at names, e-mail and company. All filters must hold at once.',
        action: html`<button type="button" class="btn" @click=${() => this.#clear()}>Clear search and filters</button>`,
      });
    }
    return empty({
      icon: 'address-book',
      title: 'There are no contacts yet',
      text: 'They come by the API, or one at a time from here.',
      action: session.can('contacts.write')
        ? html`<a class="btn btn-primary" href=${href('/contacts/new')}>${icon('plus')}New contact</a>`
        : nothing,
    });
  }
}

function parametersOf(query, cursor, limit) {
  const columns = columnsOf(chosenColumns(), NARROW_SCREEN.matches);
  const parameters = { fields: [...new Set(columns.flatMap(column => column.fields))].join(','), limit, cursor };
  for (const name of ['q', 'sort', ...FILTERS]) {
    parameters[name] = query.get(name);
  }
  if (tooShort(parameters.q ?? '')) {
    delete parameters.q;
  }
  return parameters;
}

function besideButton({ target, newState }) {
  if (newState === 'open') {
    const button = document.querySelector(`[popovertarget="${target.id}"]`).getBoundingClientRect();
    target.style.top = `${button.bottom + 4}px`;
    target.style.left = `${button.left}px`;
  }
}

function tooShort(search) {
  return [...search].length < SHORTEST_SEARCH;
}

/** '2026-11-26T08:00:00' in the viewer's zone, as the input wants it. */
function localTime(iso) {
  const time = Date.parse(iso ?? '');
  if (Number.isNaN(time)) {
    return '';
  }
  return new Date(time - new Date(time).getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
