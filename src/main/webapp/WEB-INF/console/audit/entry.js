// All that an entry says, and the ways on from it.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { userLink } from '../auth/user-names.js';
import { time, utc } from '../platform/format.js';
import { href } from '../platform/router.js';
import { badge } from '../platform/ui.js';
import { targetLink } from './target.js';

export function entryDetails(names, entry) {
  return html`
    <dl class="audit-facts">
      ${fact('Action', html`${entry.action} ${only('action', entry.action)}`)}
      ${fact('At', html`${time(entry.at)} <span class="text-secondary">${utc(entry.at)}</span>`)}
      ${fact('To what', html`${targetLink(names, entry.target)} ${only('target', entry.target)}`)}
      ${fact('Who', entry.userId ? html`${userLink(names, entry.userId)} ${only('userId', entry.userId)}` : nobody())}
      ${fact('From where', entry.address ? html`${entry.address} ${only('address', entry.address)}` : nobody())}
      ${fact('Request', entry.requestId ? html`<code>${entry.requestId}</code> ${only('requestId', entry.requestId)}` : nobody())}
      ${Object.entries(entry.details).map(([name, value]) => fact(NAMES[name] ?? name, detail(name, value)))}
    </dl>
  `;
}

const NAMES = {
  version: 'Version',
  changedFields: 'Changed fields',
  eventId: 'Event',
  session: 'Session',
  reason: 'Reason',
  from: 'From',
  to: 'To',
  role: 'Role',
  userId: 'Of user',
  filter: 'Filter',
};

function fact(name, value) {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

function only(name, value) {
  return html`<a class="only-link" href=${href('/audit', { [name]: value })}>only these</a>`;
}

function nobody() {
  return html`<span class="text-secondary">No request asked for it</span>`;
}

function detail(name, value) {
  if (name === 'eventId') return html`<a href=${href(`/events/${value}`)}><code>${value}</code></a>`;
  if (Array.isArray(value)) return value.length > 0 ? value.map(one => html`${badge(String(one))} `) : nothing;
  if (value !== null && typeof value === 'object') return html`<code>${JSON.stringify(value)}</code>`;
  return String(value);
}
