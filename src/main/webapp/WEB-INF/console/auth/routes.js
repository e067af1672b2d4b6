export const routes = [
  {
    path: '/sessions',
    title: 'Sessions',
    nav: { label: 'Sessions', icon: 'devices', order: 40 },
    open: async context => (await import('./sessions.js')).open(context),
  },
  {
    path: '/users',
    title: 'Users',
    nav: { label: 'Users', icon: 'users', order: 50, action: 'users.manage' },
    open: async context => (await import('./users.js')).open(context),
  },
  { path: '/users/new', title: 'New user', action: 'users.manage', open: async context => (await import('./new-user.js')).open(context) },
  { path: '/users/:id', title: 'User', action: 'users.manage', open: async context => (await import('./user.js')).open(context) },
  { path: '/account', title: 'Your account', open: async context => (await import('./account.js')).open(context) },
];
