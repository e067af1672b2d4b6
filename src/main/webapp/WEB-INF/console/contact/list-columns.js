// The columns that the list can show: what each needs of a contact, and which are chosen in this browser.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { ago } from '../platform/format.js';
import { href } from '../platform/router.js';
import { badge } from '../platform/ui.js';
import { nameOf } from './contact-fields.js';
import { fewTags } from './contact-values.js';

const KEY = 'acmecrm.contacts.columns';
const CHOSEN_AT_FIRST = ['name', 'email', 'company', 'status', 'tags', 'source', 'updatedAt'];
export const NARROW_SCREEN = matchMedia('(max-width: 40em)');

const TONES = { active: 'good', inactive: 'neutral', archived: 'neutral' };

export function contactStatus(status) {
  return badge(status, TONES[status]);
}

// `sort` is the API's name for the order by this column, `down` says that people want its largest first.
const COLUMNS = [
  {
    name: 'name',
    label: 'Name',
    fields: ['firstName', 'lastName'],
    sort: 'lastName',
    className: 'col-wide',
    cell: (contact, tabIndex) => html`<a href=${href(`/contacts/${contact.id}`)} tabindex=${tabIndex}>${nameOf(contact)}</a>`,
  },
  { name: 'email', label: 'E-mail', fields: ['email'], sort: 'email', className: 'col-wide', cell: contact => contact.email },
  { name: 'phone', label: 'Phone', fields: ['phone'], cell: contact => contact.phone },
  { name: 'company', label: 'Company', fields: ['company'], cell: contact => contact.company },
  { name: 'title', label: 'Job title', fields: ['title'], cell: contact => contact.title },
  { name: 'city', label: 'City', fields: ['address'], className: 'col-short', cell: contact => contact.address?.city },
  { name: 'status', label: 'Status', fields: ['status'], className: 'col-short', cell: contact => contactStatus(contact.status) },
  {
    name: 'tags',
    label: 'Tags',
    fields: ['tags'],
    cell: contact => (contact.tags?.length ? fewTags(contact.tags, 2) : nothing),
  },
  { name: 'source', label: 'Source', fields: ['source'], className: 'col-short', cell: contact => contact.source },
  { name: 'sourceId', label: 'Id in the source', fields: ['sourceId'], className: 'col-wide', cell: contact => contact.sourceId },
  {
    name: 'createdAt',
    label: 'Created',
    fields: ['createdAt'],
    sort: 'createdAt',
    down: true,
    className: 'col-time',
    cell: contact => ago(contact.createdAt),
  },
  {
    name: 'updatedAt',
    label: 'Changed',
    fields: ['updatedAt'],
    sort: 'updatedAt',
    down: true,
    className: 'col-time',
    cell: contact => ago(contact.updatedAt),
  },
  { name: 'version', label: 'Version', fields: ['version'], className: 'col-number', cell: contact => contact.version },
];

/** For a narrow screen, where there is room for two. */
const NARROW = [
  {
    name: 'name',
    label: 'Contact',
    fields: ['firstName', 'lastName', 'email'],
    className: '',
    cell: (contact, tabIndex) =>
      html`<a href=${href(`/contacts/${contact.id}`)} tabindex=${tabIndex}>${nameOf(contact)}</a>
        <div class="second-line">${contact.email}</div>`,
  },
  {
    name: 'status',
    label: 'Status',
    fields: ['status'],
    className: 'col-status',
    cell: contact => contactStatus(contact.status),
  },
];

export const ALL_COLUMNS = COLUMNS.map(({ name, label }) => ({ name, label }));

export function columnsOf(names, narrow) {
  return narrow ? NARROW : COLUMNS.filter(({ name }) => name === 'name' || names.includes(name));
}

export function chosenColumns() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(kept) ? kept : CHOSEN_AT_FIRST;
  } catch {
    return CHOSEN_AT_FIRST;
  }
}

export function chooseColumns(names) {
  localStorage.setItem(KEY, JSON.stringify(names));
}

export function forgetColumns() {
  localStorage.removeItem(KEY);
}
