// How each field of a contact is written in AcmeCRM's format, and read back: for showing both side by side and for saying
// what a repair will do. The server decides; this only foretells.

const FIELDS = [
  ['acme_first_name', 'firstName'],
  ['acme_last_name', 'lastName'],
  ['acme_email', 'email'],
  ['acme_phone', 'phone'],
  ['acme_company', 'company'],
  ['acme_title', 'title'],
  ['acme_status', 'status'],
  ['acme_address', 'address'],
  ['acme_tags', 'tags'],
  ['acme_notes', 'notes'],
  ['acme_custom_fields', 'customFields'],
];

const PLACES = ['street', 'city', 'state', 'postalCode', 'country'];

/** Pairs of both names, in reading order. */
export const PAIRS = FIELDS.map(([acme, internal]) => ({ acme, internal }));

const INTERNAL_NAMES = new Map(FIELDS);

export function internalNameOf(acmeName) {
  return INTERNAL_NAMES.get(acmeName);
}

/** AcmeCRM's members that are not compared: its own, and those nobody here knows. */
export function foreignMembers(acme) {
  return Object.entries(acme ?? {}).filter(([name]) => !INTERNAL_NAMES.has(name));
}

/** @returns what AcmeCRM's row gets when our value holds */
export function toAcme(internalName, value) {
  switch (internalName) {
    case 'status':
      return value.charAt(0).toUpperCase() + value.slice(1);
    case 'address':
      return addressText(value);
    default:
      return value;
  }
}

function addressText(address) {
  const parts = PLACES.map(place => address?.[place] ?? '');
  return parts.some(Boolean) ? parts.map(escape).join(', ') : '';
}

function escape(part) {
  return part.replaceAll('\\', '\\\\').replaceAll(',', '\\,').replaceAll('\n', '\\n');
}

/** @returns {value} that ours gets when AcmeCRM's value holds, or {unreadable: why} */
export function toInternal(internalName, value) {
  if (value === null || value === undefined) {
    return { value: cleared(internalName) };
  }
  switch (internalName) {
    case 'status':
      return typeof value === 'string' ? { value: value.toLowerCase() } : { unreadable: 'This is no status.' };
    case 'address':
      return readAddress(value);
    case 'tags':
      return Array.isArray(value) ? { value: [...new Set(value)] } : { unreadable: 'This is no list of tags.' };
    default:
      return { value };
  }
}

function cleared(internalName) {
  return { status: 'active', tags: [], address: {}, customFields: {} }[internalName] ?? '';
}

function readAddress(text) {
  if (text === '') {
    return { value: {} };
  }
  const parts = typeof text === 'string' ? split(text) : [];
  if (parts.length !== PLACES.length) {
    return { unreadable: 'This cannot be read as an address: it needs five places between commas.' };
  }
  const places = PLACES.map((place, index) => [place, parts[index]]);
  return { value: Object.fromEntries(places.filter(([, part]) => part)) };
}

/** At ', ' that no backslash stands before. */
function split(text) {
  const parts = [''];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') {
      at++;
      parts[parts.length - 1] += text[at] === 'n' ? '\n' : (text[at] ?? '');
    } else if (text.startsWith(', ', at)) {
      at++;
      parts.push('');
    } else {
      parts[parts.length - 1] += text[at];
    }
  }
  return parts;
}
