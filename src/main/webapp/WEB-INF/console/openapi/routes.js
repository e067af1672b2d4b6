// Placeholder until the pages of this feature land.
import { html } from '../webjars/lit-html/lit-html.js';
import { empty, pageHeader } from '../platform/ui.js';

const soon = title => () => ({ render: () => html`${pageHeader({ title })}${empty({ title: 'Not built yet' })}` });

export const routes = [
  { path: '/reference', title: 'API reference', nav: { label: 'API reference', icon: 'book', order: 80 }, open: soon('API reference') },
];
