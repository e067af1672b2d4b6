// What a password must be, said before the server has to.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { field } from '../platform/ui.js';

export const RULES = 'At least 8 characters, any of them; 15 or more are better. No common one, and nothing with the name in it.';

/** A new password, twice; `form` keeps `newPassword`, `again` and what is wrong with them. */
export function newPasswordFields(form, redraw, { name = 'newPassword', label = 'New password' } = {}) {
  return html`
    ${field({
      name,
      label,
      type: form.shown ? 'text' : 'password',
      value: form.values[name] ?? '',
      error: form.errors[`/${name}`],
      hint: RULES,
      required: true,
      autocomplete: 'new-password',
      onInput: value => changed(form, redraw, name, value),
    })}
    ${form.shown
      ? nothing
      : field({
          name: 'again',
          label: 'Once more',
          type: 'password',
          value: form.values.again ?? '',
          error: form.errors['/again'],
          required: true,
          autocomplete: 'new-password',
          onInput: value => changed(form, redraw, 'again', value),
        })}
    <label class="form-check">
      <input class="form-check-input" type="checkbox" .checked=${form.shown ?? false} @change=${event => ((form.shown = event.target.checked), redraw())}>
      <span class="form-check-label">Show what I type</span>
    </label>
  `;
}

function changed(form, redraw, name, value) {
  form.values[name] = value;
  delete form.errors[`/${name}`];
  redraw();
}

/** What this page can tell before the server is asked. */
export function passwordErrors(form, name = 'newPassword') {
  const password = form.values[name] ?? '';
  const errors = {};
  if (password === '') errors[`/${name}`] = 'must not be empty';
  if (!form.shown && password !== (form.values.again ?? '')) errors['/again'] = 'is not the same';
  return errors;
}
