// The API reference. Its modules are loaded when the page is opened: nobody else should wait for them.

export const routes = [
  {
    path: '/api-reference',
    title: 'API reference',
    nav: { label: 'API reference', icon: 'book', order: 80 },
    open: async context => (await import('./reference.js')).open(context),
  },
];
