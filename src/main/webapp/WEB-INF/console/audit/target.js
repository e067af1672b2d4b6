// What an entry is about, as text and as the page that shows it.

import { nameOf } from '../auth/user-names.js';
import { href } from '../platform/router.js';
import { html } from '../webjars/lit-html/lit-html.js';

/** The page of what stands in the trail as 'contact/contact-1'; null where there is none. */
export function targetPage(target) {
  const [kind, id] = parts(target);
  if (kind === 'contact') return href('/contacts', contactFilter(id));
  if (kind === 'event') return href(`/events/${id}`);
  if (kind === 'retry') return href(`/events/retries/${id}`);
  if (kind === 'user' && /^\d+$/.test(id)) return href(`/users/${id}`);
  return null;
}

/** A contact stands here by its AcmeCRM id: '<source>:<id there>', or the bare id where AcmeCRM is the source. */
function contactFilter(id) {
  const [, source, sourceId] = /^([a-z0-9_-]+):(.*)$/.exec(id) ?? [null, 'acmecrm', id];
  return { source, sourceId };
}

export function targetText(names, target) {
  const [kind, id] = parts(target);
  return kind === 'user' && names.has(id) ? `user ${nameOf(names, id)}` : `${kind} ${id}`;
}

export function targetLink(names, target) {
  const page = targetPage(target);
  const text = targetText(names, target);
  return page ? html`<a href=${page}>${text}</a>` : html`<span>${text}</span>`;
}

function parts(target) {
  const slash = target.indexOf('/');
  return [target.slice(0, slash), target.slice(slash + 1)];
}
