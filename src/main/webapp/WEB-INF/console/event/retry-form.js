// A retry by filter before it is begun: what it would be for, and why.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { live } from '../webjars/lit-html/directives/live.js';
import { send } from '../platform/api.js';
import { number, plural } from '../platform/format.js';
import { debounce } from '../platform/poll.js';
import { go, href, setQuery } from '../platform/router.js';
import { session } from '../platform/session.js';
import { empty, errorsByField, faultOfReason, field, pageHeader, problem, submitButton } from '../platform/ui.js';
import { TYPES, isoOf, localInput, retryFilterOf } from './filters.js';

const NAMES = ['type', 'contactId', 'error', 'since', 'until'];
const COUNT_MILLIS = 500;

export function openRetryForm({ query, signal, redraw }) {
  if (!session.can('events.mend')) return { render: refused };
  const state = { filter: retryFilterOf(query), matched: null, counting: true, countProblem: null, reason: '', reasonError: null, busy: false, refusal: null };
  const draw = change => (Object.assign(state, change), redraw());

  async function count() {
    const { filter } = state;
    setQuery(Object.fromEntries(NAMES.map(name => [name, filter[name] ?? null])), { replace: true });
    draw({ counting: true, countProblem: null });
    try {
      const { data } = await send('POST', '/api/events/retries', { filter, dryRun: true }, { signal });
      if (filter === state.filter) draw({ matched: data.matched, counting: false });
    } catch (failure) {
      if (!signal.aborted && filter === state.filter) draw({ countProblem: failure, matched: null, counting: false });
    }
  }

  async function begin(event) {
    event.preventDefault();
    if (state.busy) return;
    const fault = faultOfReason(state.reason, 'Say why: it is kept with each event.');
    if (fault) {
      draw({ reasonError: fault });
      event.target.querySelector('[name=reason]').focus();
      return;
    }
    draw({ busy: true, refusal: null });
    try {
      const { data } = await send('POST', '/api/events/retries', { filter: state.filter, reason: state.reason.trim() }, { signal });
      go(`/events/retries/${data.id}`, null, { replace: true });
    } catch (failure) {
      if (!signal.aborted) draw({ refusal: failure, busy: false, reasonError: errorsByField(failure)['/reason'] ?? null });
    }
  }

  const countSoon = debounce(COUNT_MILLIS, count);
  signal.addEventListener('abort', countSoon.cancel, { once: true });
  // Not yet in the address while it is being typed: count() puts it there.
  const change = (name, value) => {
    const { [name]: _, ...others } = state.filter;
    draw({ filter: value ? { ...others, [name]: value } : others, counting: true });
    countSoon();
  };
  const reason = value => draw({ reason: value, reasonError: null });
  count();
  return {
    render: () => page(state, { change, reason, begin, count }),
    queryChanged: changed => {
      const filter = retryFilterOf(changed);
      // Its own change of the address is no news.
      if (NAMES.every(name => filter[name] === state.filter[name])) return;
      draw({ filter });
      count();
    },
  };
}

function page(state, { change, reason, begin, count }) {
  const errors = errorsByField(state.countProblem ?? state.refusal);
  const none = state.matched === 0;
  return html`
    ${pageHeader({ title: 'Retry by filter', subtitle: 'All failed events that meet the filter when the retry is begun', back: { href: href('/events', { status: 'failed' }), label: 'Failed events' } })}
    <form class="card event-retry" @submit=${begin} novalidate>
      <div class="event-section"><h2 id="retry-filter">Which events</h2></div>
      <div class="event-retry-filter" role="group" aria-labelledby="retry-filter">
        ${field({ label: 'Error contains', name: 'error', value: state.filter.error ?? '', placeholder: 'timeout', error: errors['/filter/error'], onInput: value => change('error', value) })}
        ${field({ label: 'Contact', name: 'contactId', value: state.filter.contactId ?? '', placeholder: 'contact-1', error: errors['/filter/contactId'], onInput: value => change('contactId', value.trim()) })}
        ${field({ label: 'Type', name: 'type', type: 'select', value: state.filter.type ?? '', options: [['', 'any'], ...TYPES.map(type => [type, type])], onInput: value => change('type', value) })}
        ${moment('since', 'Created since', state, errors, change)} ${moment('until', 'Created before', state, errors, change)}
      </div>
      ${matched(state, count)}
      <div class="event-retry-reason">
        ${field({ label: 'Reason', name: 'reason', type: 'textarea', rows: 2, required: true, value: state.reason, error: state.reasonError, hint: 'Kept with each event and in the audit trail.', onInput: reason })}
        ${problem(state.refusal)}
        <div class="event-retry-actions">
          ${submitButton({
            label: state.matched === null ? 'Retry' : `Retry ${plural(state.matched, 'event')}`,
            busy: state.busy,
            failure: state.refusal,
            disabled: none || state.counting || state.matched === null,
          })}
          <a class="btn" href=${href('/events', { ...state.filter, status: 'failed' })}>See them first</a>
        </div>
      </div>
    </form>`;
}

function moment(name, label, state, errors, change) {
  return html`
    <div class="field">
      <label class="form-label" for="field-${name}">${label}</label>
      <input type="datetime-local" class="form-control" id="field-${name}" .value=${live(localInput(state.filter[name]))}
        @change=${event => change(name, isoOf(event.target.value))}>
      ${errors[`/filter/${name}`] ? html`<div class="field-error">${errors[`/filter/${name}`]}</div>` : nothing}
    </div>`;
}

function matched({ matched: count, counting, countProblem }, again) {
  if (countProblem) return html`<div class="event-retry-count">${problem(countProblem, { retry: again })}</div>`;
  const known = count !== null;
  const text = count === 0 ? 'Nothing that has failed meets this filter.' : `${known && count === 1 ? 'failed event meets' : 'failed events meet'} the filter now.`;
  return html`
    <div class="event-retry-count ${counting ? 'event-counting' : ''}" role="status" aria-busy=${counting}>
      ${count === 0 ? nothing : html`<strong>${known ? number(count) : '–'}</strong>`} <span>${text}</span>
    </div>`;
}

function refused() {
  return html`<h1 class="visually-hidden">Retry by filter</h1>
    ${empty({ icon: 'lock', title: 'Your role may not retry events', text: 'An administrator can.', action: html`<a class="btn" href="#/events">Events</a>` })}`;
}
