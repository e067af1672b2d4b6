// Placeholder until the pages of this feature land.
import { html } from '../webjars/lit-html/lit-html.js';
import { empty, pageHeader } from '../platform/ui.js';

const soon = title => () => ({ render: () => html`${pageHeader({ title })}${empty({ title: 'Not built yet' })}` });

export const routes = [
  { path: '/limits', title: 'Limits', nav: { label: 'Limits', icon: 'gauge', order: 60, action: 'users.manage' }, open: soon('Limits') },
];
