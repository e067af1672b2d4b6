// The conditions of the trail, which stand in the address.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { nameOf } from '../auth/user-names.js';
import { debounce } from '../platform/poll.js';
import { setQuery } from '../platform/router.js';
import { field, icon } from '../platform/ui.js';

const NAMES = ['action', 'userId', 'target', 'address', 'requestId', 'since', 'until'];
const TYPING_MILLIS = 400;

const ACTIONS = {
  login: ['login.succeeded', 'login.failed', 'logout'],
  session: ['session.revoked', 'sessions.revoked'],
  user: ['user.created', 'user.role-changed', 'user.disabled', 'user.enabled', 'password.changed'],
  contact: ['contact.created', 'contact.updated', 'contact.deleted', 'contact.repaired'],
  event: ['event.retried', 'event.discarded'],
  retry: ['retry.begun', 'retry.cancelled'],
};

const SPANS = [
  ['Last hour', 3600],
  ['Last 24 hours', 86_400],
  ['Last 7 days', 7 * 86_400],
];

/** What the API is asked for, of an address's query. */
export function filterOf(query) {
  return Object.fromEntries(NAMES.filter(name => query.get(name)).map(name => [name, query.get(name)]));
}

export function isFiltered(filter) {
  return Object.keys(filter).length > 0;
}

export function clear() {
  setQuery({ ...Object.fromEntries(NAMES.map(name => [name, null])), entry: null });
}

const set = patch => setQuery({ ...patch, entry: null });
const typed = debounce(TYPING_MILLIS, (name, value) => setQuery({ [name]: value, entry: null }, { replace: true }));

export function filterForm({ filter, names }) {
  const count = Object.keys(filter).length;
  return html`
    <details class="card audit-filters" ?open=${matchMedia('(min-width: 62rem)').matches}>
      <summary>${icon('filter')}Filters${count > 0 ? html` <span class="pill tone-info">${count}</span>` : nothing}</summary>
      <form class="audit-filters-body" role="search" aria-label="Filters" @submit=${event => event.preventDefault()}>
        <div class="audit-filters-grid">
          ${actionField(filter)} ${userField(filter, names)}
          ${textField(filter, 'target', 'To what', 'contact/contact-1')} ${textField(filter, 'address', 'From where', '203.0.113.7')}
          ${textField(filter, 'requestId', 'Request', 'its id')} ${timeField(filter, 'since', 'Since')} ${timeField(filter, 'until', 'Before')}
        </div>
        <div class="audit-filters-foot">
          ${SPANS.map(
            ([label, seconds]) => html`<button type="button" class="btn btn-sm" @click=${() => set({ since: new Date(Date.now() - seconds * 1000).toISOString(), until: null })}>${label}</button>`,
          )}
          ${count > 0 ? html`<button type="button" class="btn btn-sm btn-ghost-secondary" @click=${clear}>${icon('filter-off')}Clear the filters</button>` : nothing}
        </div>
      </form>
    </details>
  `;
}

function actionField({ action = '' }) {
  const known = ['', ...Object.keys(ACTIONS), ...Object.values(ACTIONS).flat()];
  const option = (value, text) => html`<option value=${value} ?selected=${value === action}>${text}</option>`;
  return html`
    <div class="field">
      <label class="form-label" for="filter-action">What</label>
      <select class="form-select" id="filter-action" @change=${event => set({ action: event.target.value })}>
        ${option('', 'Everything')} ${known.includes(action) ? nothing : option(action, action)}
        ${Object.entries(ACTIONS).map(
          ([subject, actions]) => html`<optgroup label=${subject}>${option(subject, `${subject}: all`)} ${actions.map(one => option(one, one))}</optgroup>`,
        )}
      </select>
    </div>
  `;
}

// A name is chosen, an id stands in the address.
function userField({ userId = '' }, names) {
  const chosen = ({ target }) => {
    const text = target.value.trim();
    const id = [...names].find(([, name]) => name.toLowerCase() === text.toLowerCase())?.[0] ?? (/^[1-9]\d*$/.test(text) ? text : null);
    target.setCustomValidity(text && !id ? 'There is no user of this name.' : '');
    if (!text || id) set({ userId: id });
    else target.reportValidity();
  };
  return html`
    <div class="field">
      <label class="form-label" for="filter-user">Who</label>
      <input class="form-control" id="filter-user" list="filter-users" autocomplete="off" placeholder="Anyone"
        .value=${userId ? nameOf(names, userId) : ''} @change=${chosen} @input=${event => event.target.setCustomValidity('')}>
      <datalist id="filter-users">${[...names.values()].map(name => html`<option value=${name}></option>`)}</datalist>
    </div>
  `;
}

function textField(filter, name, label, placeholder) {
  return field({ name: `filter-${name}`, id: `filter-${name}`, label, placeholder, value: filter[name] ?? '', onInput: value => typed(name, value.trim()) });
}

function timeField(filter, name, label) {
  return html`
    <div class="field">
      <label class="form-label" for="filter-${name}">${label}</label>
      <input class="form-control" id="filter-${name}" type="datetime-local" step="1" .value=${filter[name] ? localValue(filter[name]) : ''}
        @change=${event => set({ [name]: event.target.value ? new Date(event.target.value).toISOString() : null })}>
    </div>
  `;
}

/** As a datetime-local input has it: in the viewer's zone, without one. */
function localValue(iso) {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return '';
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
