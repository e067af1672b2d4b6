import { html } from '../webjars/lit-html/lit-html.js';

/** The method in words and in its colour. */
export function method({ method: name }) {
  return html`<span class="method method-${name.toLowerCase()}">${name}</span>`;
}
