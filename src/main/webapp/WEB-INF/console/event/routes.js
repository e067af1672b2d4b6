export const routes = [
  {
    path: '/events',
    title: 'Events',
    nav: { label: 'Events', icon: 'activity', order: 30 },
    open: async context => (await import('./list.js')).openList(context),
  },
  { path: '/events/retries', title: 'Retry by filter', open: async context => (await import('./retry-form.js')).openRetryForm(context) },
  { path: '/events/retries/:id', title: 'Retry', open: async context => (await import('./retry.js')).openRetry(context) },
  { path: '/events/:id', title: 'Event', open: async context => (await import('./detail.js')).openDetail(context) },
];
