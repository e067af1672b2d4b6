// Placeholder until the pages of this feature land.
import { html } from '../webjars/lit-html/lit-html.js';
import { empty, pageHeader } from '../platform/ui.js';

const soon = title => () => ({ render: () => html`${pageHeader({ title })}${empty({ title: 'Not built yet' })}` });

export const routes = [
  { path: '/events', title: 'Events', nav: { label: 'Events', icon: 'activity', order: 30 }, open: soon('Events') },
];
