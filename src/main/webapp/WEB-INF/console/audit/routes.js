// Placeholder until the pages of this feature land.
import { html } from '../webjars/lit-html/lit-html.js';
import { empty, pageHeader } from '../platform/ui.js';

const soon = title => () => ({ render: () => html`${pageHeader({ title })}${empty({ title: 'Not built yet' })}` });

export const routes = [
  { path: '/audit', title: 'Audit', nav: { label: 'Audit', icon: 'history', order: 70, action: 'audit.read' }, open: soon('Audit') },
];
