import { html } from '../webjars/lit-html/lit-html.js';
import { icon } from '../platform/ui.js';
import { ROLES } from './user-badges.js';

/** The three roles with what each may do. */
export function roleField({ value, error, onInput, legend = true }) {
  return html`
    <fieldset class="field role-field" aria-describedby=${error ? 'role-error' : 'role-legend'}>
      <legend class=${legend ? 'form-label' : 'visually-hidden'} id="role-legend">Role</legend>
      ${ROLES.map(
        ([role, text]) => html`
          <label class="form-check">
            <input class="form-check-input" type="radio" name="role" value=${role} .checked=${role === value} @change=${() => onInput(role)}>
            <span class="form-check-label"><strong>${role}</strong> <span class="text-secondary">${text}</span></span>
          </label>
        `,
      )}
      ${error ? html`<div class="field-error" id="role-error">${icon('alert-circle')}${error}</div>` : ''}
    </fieldset>
  `;
}
