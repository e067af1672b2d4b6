// The filters of the list of events, in the address.

export const STATES = ['pending', 'published', 'processed', 'failed', 'discarded'];
export const TYPES = ['contact.created', 'contact.updated', 'contact.deleted'];
const NAMES = ['status', 'type', 'contactId', 'error', 'since', 'until'];

/** What the API understands; whatever else stands in the address is nobody's. */
export function filterOf(query) {
  return Object.fromEntries(NAMES.map(name => [name, query.get(name)]).filter(([, value]) => value));
}

/** Of what has failed: the filter of a retry. */
export function retryFilterOf(query) {
  const { status, ...filter } = filterOf(query);
  return filter;
}

/** '2026-11-26T08:00' in the viewer's zone, as `<input type="datetime-local">` has it. */
export function localInput(iso) {
  const date = new Date(iso);
  if (!iso || Number.isNaN(date.getTime())) return '';
  const two = n => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The moment, in UTC, of what stands in such an input. */
export function isoOf(input) {
  const date = new Date(input);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
