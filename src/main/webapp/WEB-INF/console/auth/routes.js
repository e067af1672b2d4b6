// Placeholder until the pages of this feature land.
import { html } from '../webjars/lit-html/lit-html.js';
import { empty, pageHeader } from '../platform/ui.js';

const soon = title => () => ({ render: () => html`${pageHeader({ title })}${empty({ title: 'Not built yet' })}` });

export const routes = [
  { path: '/sessions', title: 'Sessions', nav: { label: 'Sessions', icon: 'devices', order: 40 }, open: soon('Sessions') },
  { path: '/users', title: 'Users', nav: { label: 'Users', icon: 'users', order: 50, action: 'users.manage' }, open: soon('Users') },
];
