import { html } from '../webjars/lit-html/lit-html.js';
import { pageHeader, skeleton } from '../platform/ui.js';

export function open() {
  return { render: () => html`${pageHeader({ title: 'Overview' })}${skeleton()}` };
}
