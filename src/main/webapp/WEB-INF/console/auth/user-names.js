// Names of users, who elsewhere are ids. Only administrators may ask for them.

import { html } from '../webjars/lit-html/lit-html.js';
import { get } from '../platform/api.js';
import { href } from '../platform/router.js';
import { session } from '../platform/session.js';

const MOST_PAGES = 5;
const FRESH_MILLIS = 60_000;
let known = { whose: null, at: 0, names: new Map() };

/** A map of names by id, of the newest thousand. */
export async function userNames(signal) {
  if (!session.can('users.manage')) return new Map([[session.user.id, session.user.username]]);
  if (known.whose === session.user.id && Date.now() - known.at < FRESH_MILLIS) return known.names;
  const names = new Map();
  let cursor = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { data, meta } = await get('/api/users', { query: { limit: 200, cursor }, signal });
    for (const user of data) names.set(user.id, user.username);
    cursor = meta.nextCursor;
    if (!cursor) break;
  }
  known = { whose: session.user.id, at: Date.now(), names };
  return names;
}

/** As after a user was made. */
export function forgetUserNames() {
  known.at = 0;
}

export function nameOf(names, id) {
  return names.get(id) ?? `user ${id}`;
}

/** The name, which leads to the user where that is allowed. */
export function userLink(names, id) {
  if (!session.can('users.manage')) return nameOf(names, id);
  return html`<a href=${href(`/users/${id}`)}>${nameOf(names, id)}</a>`;
}
