// The pages of contacts. Their modules are loaded with the first visit.

export const routes = [
  {
    path: '/contacts',
    title: 'Contacts',
    nav: { label: 'Contacts', icon: 'address-book', order: 20 },
    open: async context => (await import('./contact-list.js')).contactList(context),
  },
  {
    path: '/contacts/drift',
    title: 'Drift',
    open: async context => (await import('./drift-list.js')).driftList(context),
  },
  {
    path: '/contacts/new',
    title: 'New contact',
    open: async context => (await import('./contact-editor.js')).newContact(context),
  },
  {
    path: '/contacts/:id',
    title: 'Contact',
    open: async context => (await import('./contact-detail.js')).contactDetail(context),
  },
  {
    path: '/contacts/:id/edit',
    title: 'Edit contact',
    open: async context => (await import('./contact-editor.js')).editContact(context),
  },
];
