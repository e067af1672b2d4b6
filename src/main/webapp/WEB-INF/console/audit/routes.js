export const routes = [
  {
    path: '/audit',
    title: 'Audit',
    nav: { label: 'Audit', icon: 'history', order: 70, action: 'audit.read' },
    open: async context => (await import('./trail.js')).open(context),
  },
];
