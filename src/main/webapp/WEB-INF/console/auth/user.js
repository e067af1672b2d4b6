// One user: role, state, and a new password.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { get, send } from '../platform/api.js';
import { time } from '../platform/format.js';
import { href } from '../platform/router.js';
import { session } from '../platform/session.js';
import { badge, confirmDialog, icon, pageHeader, problem, skeleton, submitButton, toast } from '../platform/ui.js';
import { form } from './form.js';
import { newPasswordFields, passwordErrors } from './password-fields.js';
import { roleField } from './role-field.js';
import { roleBadge, stateBadge } from './user-badges.js';

export function open({ params, signal, redraw }) {
  const view = { id: params.id, signal, redraw, user: null, failure: null, busy: false, roleForm: null, passwordForm: null };
  load(view);
  return { render: () => page(view) };
}

async function load(view) {
  view.failure = null;
  try {
    const { data } = await get(`/api/users/${view.id}`, { signal: view.signal });
    show(view, data);
  } catch (failure) {
    view.failure = failure;
  }
  view.redraw();
}

function show(view, user) {
  view.user = user;
  view.roleForm = form({ role: user.role }, view);
  view.passwordForm ??= form({}, view);
}

function page(view) {
  const { user } = view;
  const back = { href: href('/users'), label: 'Users' };
  if (!user) {
    return html`${pageHeader({ title: 'User', back })}
      ${view.failure ? problem(view.failure, { retry: view.failure.status === 404 ? undefined : () => load(view) }) : html`<div class="card card-body">${skeleton()}</div>`}`;
  }
  const own = user.id === session.user.id;
  return html`
    ${pageHeader({
      title: user.username,
      subtitle: html`<span class="user-facts">${roleBadge(user.role)} ${stateBadge(user)} ${own ? badge('you', 'info') : nothing}
        <span>Created ${time(user.createdAt)}, changed ${time(user.updatedAt)}</span></span>`,
      back,
      actions: html`
        <a class="btn" href=${href('/sessions', { user: user.id })}>${icon('devices')}Sessions</a>
        <a class="btn" href=${href('/audit', { userId: user.id })}>${icon('history')}What they did</a>
        <a class="btn" href=${href('/audit', { target: `user/${user.id}` })}>What was done to them</a>
      `,
    })}
    ${view.failure ? problem(view.failure) : nothing}
    <div class="user-grid">${roleCard(view, own)} ${stateCard(view, own)} ${passwordCard(view, own)}</div>
  `;
}

function roleCard(view, own) {
  const { user, roleForm } = view;
  return html`
    <form class="card" novalidate @submit=${event => changeRole(event, view)}>
      <div class="card-header"><h2 class="card-title">Role</h2></div>
      <div class="card-body">
        ${roleForm.problem()}
        ${roleField({ value: roleForm.values.role, error: roleForm.errors['/role'], onInput: roleForm.set('role'), legend: false })}
        <p class="form-hint mb-0">${own ? 'This is you: with another role you are signed out at once.' : 'With another role all of the user’s sessions end; they sign in again.'}</p>
      </div>
      <div class="card-footer form-foot">
        ${submitButton({ label: 'Change role', busy: roleForm.busy, failure: roleForm.failure, disabled: roleForm.values.role === user.role })}
      </div>
    </form>
  `;
}

async function changeRole(event, view) {
  const { role } = view.roleForm.values;
  const { roleForm } = view;
  const done = await roleForm.submit(event, { task: () => patch(view, { role }) });
  if (done) toast(`${view.user.username} is ${role} now. Their sessions are ended.`);
  else await lookAgain(view, roleForm.failure);
}

async function patch(view, change) {
  const { data } = await send('PATCH', `/api/users/${view.id}`, change, { signal: view.signal });
  show(view, data);
  view.redraw();
}

/** What came of a change is not known: shows the user as it is, and the failure beside it. The same again is safe. */
async function lookAgain(view, failure) {
  if (failure?.outcome !== 'unknown') return;
  const answer = await get(`/api/users/${view.id}`, { signal: view.signal }).catch(() => null);
  if (!answer) return;
  view.user = answer.data;
  view.redraw();
}

function stateCard(view, own) {
  const { user } = view;
  return html`
    <section class="card" aria-labelledby="state-title">
      <div class="card-header"><h2 class="card-title" id="state-title">${user.disabled ? 'Disabled' : 'May sign in'}</h2></div>
      <div class="card-body">
        <p class="mb-0">
          ${user.disabled
            ? 'Signing in is refused, and no session goes on. Once enabled, the user signs in with the same password.'
            : 'Disabling ends all sessions at once and refuses signing in. Users are never deleted: the audit trail names them.'}
        </p>
      </div>
      <div class="card-footer form-foot">
        ${submitButton({
          label: user.disabled ? 'Enable' : own ? 'Disable yourself' : 'Disable',
          tone: user.disabled ? 'primary' : 'outline-danger',
          busy: view.busy,
          failure: view.failure,
          onClick: () => toggle(view, own),
        })}
      </div>
    </section>
  `;
}

async function toggle(view, own) {
  const { user } = view;
  if (!user.disabled) {
    const agreed = await confirmDialog({
      title: `Disable ${user.username}?`,
      body: own ? 'This is you: you are signed out at once, and another administrator has to enable you again.' : 'Their sessions end at once, and they cannot sign in any more.',
      confirm: 'Disable',
      tone: 'danger',
    });
    if (!agreed) return;
  }
  Object.assign(view, { busy: true, failure: null });
  view.redraw();
  try {
    await patch(view, { disabled: !user.disabled });
    toast(user.disabled ? `${user.username} may sign in again.` : `${user.username} is disabled.`);
  } catch (failure) {
    if (!view.signal.aborted) view.failure = failure;
    await lookAgain(view, failure);
  }
  view.busy = false;
  view.redraw();
}

function passwordCard(view, own) {
  const { passwordForm } = view;
  if (own) {
    return html`
      <section class="card" aria-labelledby="password-title">
        <div class="card-header"><h2 class="card-title" id="password-title">Password</h2></div>
        <div class="card-body">Your own you change with the present one, in <a href=${href('/account')}>your account</a>.</div>
      </section>
    `;
  }
  return html`
    <form class="card" novalidate @submit=${event => setPassword(event, view)}>
      <div class="card-header"><h2 class="card-title">New password</h2></div>
      <div class="card-body">
        ${passwordForm.problem()}
        ${newPasswordFields(passwordForm, view.redraw)}
        <p class="form-hint mb-0">It ends all of the user’s sessions. Tell it them by another way, and to change it.</p>
      </div>
      <div class="card-footer form-foot">${submitButton({ label: 'Set password', busy: passwordForm.busy, failure: passwordForm.failure })}</div>
    </form>
  `;
}

async function setPassword(event, view) {
  const { passwordForm, id, signal } = view;
  const done = await passwordForm.submit(event, {
    check: () => passwordErrors(passwordForm),
    task: () => send('PUT', `/api/users/${id}/password`, { newPassword: passwordForm.values.newPassword }, { signal }),
  });
  if (!done) return;
  passwordForm.values = {};
  view.redraw();
  toast(`${view.user.username} has a new password.`);
}
