export const routes = [
  {
    path: '/limits',
    title: 'Limits',
    nav: { label: 'Limits', icon: 'gauge', order: 60 },
    open: async context => (await import('./refusals.js')).open(context),
  },
];
