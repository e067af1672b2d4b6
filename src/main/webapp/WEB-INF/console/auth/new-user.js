// A new user: name, role and first password.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { get, send } from '../platform/api.js';
import { go, href } from '../platform/router.js';
import { field, pageHeader, submitButton, toast } from '../platform/ui.js';
import { form } from './form.js';
import { newPasswordFields, passwordErrors } from './password-fields.js';
import { roleField } from './role-field.js';
import { forgetUserNames } from './user-names.js';

export function open({ signal, redraw }) {
  const created = form({ username: '', password: '', role: 'viewer' }, { redraw, signal });
  return { render: () => page(created, redraw, signal) };
}

function page(created, redraw, signal) {
  const { values, errors } = created;
  return html`
    ${pageHeader({ title: 'New user', back: { href: href('/users'), label: 'Users' } })}
    <form class="card form-card" novalidate @submit=${event => create(event, created, signal)}>
      <div class="card-body">
        ${duplicate(created) ? nothing : created.problem()}
        ${field({
          name: 'username',
          label: 'Name',
          value: values.username,
          error: duplicate(created) ?? errors['/username'],
          hint: 'Often an e-mail address. It cannot be changed later: the audit trail names users.',
          required: true,
          maxlength: 254,
          onInput: created.set('username'),
        })}
        ${roleField({ value: values.role, error: errors['/role'], onInput: created.set('role') })}
        ${newPasswordFields(created, redraw, { name: 'password', label: 'Password' })}
      </div>
      <div class="card-footer form-foot">
        <a class="btn" href=${href('/users')}>Cancel</a>
        ${submitButton({ label: 'Create user', busy: created.busy, failure: created.failure })}
      </div>
    </form>
  `;
}

function duplicate({ failure }) {
  return failure?.type === 'duplicate-user' ? 'Another user has this name.' : undefined;
}

async function create(event, created, signal) {
  let id;
  const { username, password, role } = created.values;
  const before = created.inDoubt;
  const done = await created.submit(event, {
    check: () => ({ ...(username.trim() === '' && { '/username': 'must not be empty' }), ...passwordErrors(created, 'password') }),
    task: async () => {
      const { data } = await send('POST', '/api/users', { username: username.trim(), password, role }, { signal });
      id = data.id;
    },
  });
  created.inDoubt = created.failure?.outcome === 'unknown' || (before && !done);
  if (!done && before && created.failure?.type === 'duplicate-user') {
    await openExisting(username.trim(), signal);
    return;
  }
  if (!done) return;
  forgetUserNames();
  toast(`${username.trim()} can sign in now.`);
  go(`/users/${id}`, null, { replace: true });
}

// The name is taken after an attempt whose answer was lost: most likely by that attempt.
async function openExisting(username, signal) {
  const newest = await get('/api/users', { query: { limit: 200 }, signal }).catch(() => null);
  const user = newest?.data.find(each => each.username.toLowerCase() === username.toLowerCase());
  if (!user) return;
  forgetUserNames();
  toast('A user with this name is there now: your first attempt has made it, or somebody else has.', 'info');
  go(`/users/${user.id}`, null, { replace: true });
}
