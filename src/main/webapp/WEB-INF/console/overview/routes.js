export const routes = [
  {
    path: '/',
    title: 'Overview',
    nav: { label: 'Overview', icon: 'layout-dashboard', order: 10 },
    open: async context => (await import('./overview.js')).open(context),
  },
];
