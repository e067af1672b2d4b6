import { badge, icon } from '../platform/ui.js';
import { html } from '../webjars/lit-html/lit-html.js';

export const ROLES = [
  ['viewer', 'Reads contacts and events.'],
  ['editor', 'Changes contacts, too.'],
  ['admin', 'May do everything: mend events, manage users, read the audit trail.'],
];

export function roleBadge(role) {
  return badge(role, role === 'admin' ? 'info' : 'neutral');
}

export function stateBadge({ disabled }) {
  return disabled
    ? html`<span class="pill tone-neutral">${icon('lock')}disabled</span>`
    : html`<span class="pill tone-good">${icon('circle-check')}may sign in</span>`;
}
