// The page of who is not signed in, at whatever address; afterwards the address shows its own page.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { session } from '../platform/session.js';
import { field, icon, problem, submitButton } from '../platform/ui.js';

let ended = null;
session.onChange(reason => {
  ended = reason === 'signed-in' ? null : reason;
});

const WHY = {
  expired: 'Your session has ended. Sign in to go on where you were.',
  'signed-out': 'You are signed out.',
};

export function signIn({ redraw }) {
  const form = { username: '', password: '', busy: false, failure: null, missing: {} };

  async function submit(event) {
    event.preventDefault();
    const target = event.target;
    form.failure = null;
    form.missing = {
      ...(form.username.trim() === '' && { username: 'Enter your username.' }),
      ...(form.password === '' && { password: 'Enter your password.' }),
    };
    const [first] = Object.keys(form.missing);
    form.busy = !first;
    redraw();
    if (first) return target.elements[first].focus();
    try {
      await session.signIn(form.username.trim(), form.password);
    } catch (failure) {
      Object.assign(form, { failure, password: '' });
      target.elements.password.focus();
    } finally {
      form.busy = false;
      redraw();
    }
  }

  return {
    arrived: container => container.querySelector('input').focus(),
    render: () => html`
      <div class="sign-in">
        <div class="sign-in-brand"><img src=${new URL('../icon.svg', import.meta.url)} alt="" width="40" height="40"></div>
        <h1>AcmeCRM Integration</h1>
        <form class="card card-body" @submit=${submit} novalidate>
          ${ended && !form.failure ? html`<p class="sign-in-why" role="status">${icon('info-circle')}${WHY[ended]}</p>` : nothing}
          ${form.failure ? failed(form.failure) : nothing}
          ${field({ label: 'Username', name: 'username', type: 'text', autocomplete: 'username', value: form.username,
            error: form.missing.username, onInput: value => (form.username = value) })}
          ${field({ label: 'Password', name: 'password', type: 'password', autocomplete: 'current-password', value: form.password,
            error: form.missing.password, onInput: value => (form.password = value) })}
          ${submitButton({ label: 'Sign in', busy: form.busy, failure: form.failure })}
        </form>
      </div>
    `,
  };
}

function failed(failure) {
  if (failure.status === 401) {
    return problem({ title: 'The username or the password is wrong', detail: 'Or the account is locked for a while after too many attempts.' });
  }
  if (failure.status === 429) {
    return problem({ title: 'Too many attempts', detail: 'Signing in is limited; wait a moment.', retryAt: failure.retryAt });
  }
  return problem(failure);
}
