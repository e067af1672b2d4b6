// What a contact consists of, as the form, the conflict dialog and the comparison of both formats see it: flat, by JSON
// Pointer. An address has five members; of the custom fields each top member counts as a field of its own.

export const STATUSES = ['active', 'inactive', 'archived'];

const TEXTS = ['firstName', 'lastName', 'email', 'phone', 'company', 'title', 'notes', 'status'];
const ADDRESS = ['street', 'city', 'state', 'postalCode', 'country'];

const LABELS = {
  firstName: 'First name',
  lastName: 'Last name',
  email: 'E-mail',
  phone: 'Phone',
  company: 'Company',
  title: 'Job title',
  notes: 'Notes',
  status: 'Status',
  address: 'Address',
  street: 'Street',
  city: 'City',
  state: 'State or region',
  postalCode: 'Postal code',
  country: 'Country',
  tags: 'Tags',
  customFields: 'Custom fields',
  source: 'Source',
  sourceId: 'Id in the source',
};

/** @returns '/address/postalCode' → 'Postal code', '/customFields/tier' → 'Custom field tier' */
export function labelOf(pointer) {
  const [first, ...rest] = segments(pointer);
  if (first === 'customFields' && rest.length) {
    return `Custom field ${rest.join(' › ')}`;
  }
  if (first === 'address' && rest.length) {
    return LABELS[rest[0]] ?? pointer;
  }
  return LABELS[first] ?? pointer;
}

/** @returns a Map from pointer to value; what is empty is not in it, so that absent and empty are the same */
export function flatten(contact) {
  const flat = new Map();
  for (const name of TEXTS) {
    putUnlessEmpty(flat, `/${name}`, contact[name]);
  }
  for (const name of ADDRESS) {
    putUnlessEmpty(flat, `/address/${name}`, contact.address?.[name]);
  }
  if (contact.tags?.length) {
    flat.set('/tags', contact.tags);
  }
  for (const [name, value] of Object.entries(contact.customFields ?? {})) {
    flat.set(`/customFields/${escape(name)}`, value);
  }
  return flat;
}

function putUnlessEmpty(flat, pointer, text) {
  if (text) {
    flat.set(pointer, text);
  }
}

/** @returns the contact's writable fields again */
export function unflatten(flat) {
  const contact = { address: {}, customFields: {} };
  for (const [pointer, value] of flat) {
    const [first, second] = segments(pointer);
    if (second === undefined) {
      contact[first] = value;
    } else {
      contact[first][second] = value;
    }
  }
  return contact;
}

/** @returns pointers whose values are not the same, in the order in which people read a contact */
export function changedPointers(before, after) {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter(pointer => !same(before.get(pointer), after.get(pointer)))
    .sort((one, other) => rank(one) - rank(other));
}

const ORDER = ['firstName', 'lastName', 'email', 'phone', 'company', 'title', 'status', ...ADDRESS, 'tags', 'notes'];

function rank(pointer) {
  const place = ORDER.indexOf(segments(pointer).at(-1));
  return pointer.startsWith('/customFields/') || place < 0 ? ORDER.length : place;
}

/**
 * The merge patch (RFC 7396) that makes `before` into `after`.
 * @throws Unwritable for a custom field that is to become null: a merge patch can only remove it
 */
export function patchOf(before, after) {
  const patch = {};
  for (const pointer of changedPointers(before, after)) {
    const [first, second] = segments(pointer);
    const value = mergePatch(before.get(pointer), after.get(pointer), pointer);
    if (second === undefined) {
      patch[first] = value;
    } else {
      patch[first] = { ...patch[first], [second]: value };
    }
  }
  return patch;
}

function mergePatch(before, after, pointer) {
  if (after === undefined) {
    return null;
  }
  if (after === null) {
    throw new Unwritable(pointer);
  }
  if (!isObject(after)) {
    return after;
  }
  const base = isObject(before) ? before : {};
  const patch = {};
  for (const name of new Set([...Object.keys(base), ...Object.keys(after)])) {
    if (!same(base[name], after[name])) {
      patch[name] = mergePatch(base[name], after[name], `${pointer}/${escape(name)}`);
    }
  }
  return patch;
}

export class Unwritable extends Error {
  constructor(pointer) {
    super('null cannot be written by a change: leave the member out, or use another value');
    this.pointer = pointer;
  }
}

/** The order of members does not count, the order of tags does. */
export function same(one, other) {
  if (one === other) {
    return true;
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((each, index) => same(each, other[index]));
  }
  if (isObject(one) && isObject(other)) {
    const names = Object.keys(one);
    return (
      names.length === Object.keys(other).length &&
      names.every(name => Object.hasOwn(other, name) && same(one[name], other[name]))
    );
  }
  return false;
}

export function isObject(value) {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** For people: texts as they are, everything else as JSON. */
export function asText(value) {
  if (value === undefined || value === '') {
    return '';
  }
  if (Array.isArray(value) && value.every(each => typeof each === 'string')) {
    return value.join(', ');
  }
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

export function nameOf(contact) {
  return `${contact.firstName ?? ''} ${contact.lastName ?? ''}`.trim() || 'Without a name';
}

/** The contact's id in AcmeCRM, which is also its key on Kafka. */
export function acmeIdOf(contact) {
  return contact.source === 'acmecrm' ? contact.sourceId : `${contact.source}:${contact.sourceId}`;
}

export function segments(pointer) {
  return pointer
    .split('/')
    .slice(1)
    .map(each => each.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function escape(name) {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
