// One's own account: who one is, and another password.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { send } from '../platform/api.js';
import { href } from '../platform/router.js';
import { session } from '../platform/session.js';
import { field, icon, pageHeader, submitButton, toast } from '../platform/ui.js';
import { form } from './form.js';
import { newPasswordFields, passwordErrors } from './password-fields.js';
import { ROLES, roleBadge } from './user-badges.js';

export function open({ signal, redraw }) {
  const password = form({}, { redraw, signal });
  return { render: () => page(password, redraw, signal) };
}

function page(password, redraw, signal) {
  const { username, role } = session.user ?? {};
  return html`
    ${pageHeader({
      title: 'Your account',
      subtitle: html`<span class="user-facts">${username} ${roleBadge(role)} <span>${ROLES.find(([name]) => name === role)?.[1] ?? nothing}</span></span>`,
      actions: html`<a class="btn" href=${href('/sessions', { scope: 'own' })}>${icon('devices')}Where you are signed in</a>`,
    })}
    <form class="card form-card" novalidate @submit=${event => change(event, password, signal, redraw)}>
      <div class="card-header"><h2 class="card-title">Change password</h2></div>
      <div class="card-body">
        ${password.problem()}
        <input class="visually-hidden" type="text" autocomplete="username" value=${username} tabindex="-1" aria-hidden="true" readonly>
        ${field({
          name: 'currentPassword',
          label: 'Present password',
          type: 'password',
          value: password.values.currentPassword ?? '',
          error: password.errors['/currentPassword'],
          required: true,
          autocomplete: 'current-password',
          onInput: password.set('currentPassword'),
        })}
        ${newPasswordFields(password, redraw)}
        <p class="form-hint mb-0">Your other sessions end; this one goes on.</p>
      </div>
      <div class="card-footer form-foot">${submitButton({ label: 'Change password', busy: password.busy, failure: password.failure })}</div>
    </form>
  `;
}

async function change(event, password, signal, redraw) {
  const { currentPassword = '', newPassword } = password.values;
  const before = password.inDoubt;
  const done = await password.submit(event, {
    check: () => ({ ...(currentPassword === '' && { '/currentPassword': 'must not be empty' }), ...passwordErrors(password) }),
    task: () => send('PUT', `/api/users/${session.user.id}/password`, { currentPassword, newPassword }, { signal }),
  });
  password.inDoubt = password.failure?.outcome === 'unknown' || (before && !done);
  if (before && password.errors['/currentPassword']) {
    password.errors['/currentPassword'] = 'is not your password now; your first attempt may have changed it to the new one';
    redraw();
  }
  if (!done) return;
  password.values = {};
  password.set('newPassword')('');
  toast('Your password is changed. Your other sessions are ended.');
}
