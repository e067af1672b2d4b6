// What stands above both lists.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { href } from '../platform/router.js';

const TABS = [
  ['/contacts', 'All contacts'],
  ['/contacts/drift', 'Drift'],
];

export function contactTabs(current) {
  return html`<nav class="page-tabs" aria-label="Lists of contacts">
    ${TABS.map(([path, label]) => html`<a href=${href(path)} aria-current=${path === current ? 'page' : nothing}>${label}</a>`)}
  </nav>`;
}
