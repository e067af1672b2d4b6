// The contact that an event tells of.

import { get } from '../platform/api.js';

/** {id, firstName, lastName} by its AcmeCRM id, which is `sourceId`, or `<source>:<sourceId>` where it came from elsewhere. */
export async function contactOf(acmeId, signal) {
  const [, source = 'acmecrm', sourceId] = /^(?:([a-z0-9_-]{1,50}):)?(.*)$/s.exec(acmeId);
  const { data } = await get('/api/contacts', { query: { source, sourceId, fields: 'id,firstName,lastName', limit: 1 }, signal });
  return data[0] ?? null;
}
