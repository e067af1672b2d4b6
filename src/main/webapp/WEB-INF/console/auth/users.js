// Who may sign in, and as what.

import { html } from '../webjars/lit-html/lit-html.js';
import { get } from '../platform/api.js';
import { endless } from '../platform/endless.js';
import { time } from '../platform/format.js';
import { href } from '../platform/router.js';
import { session } from '../platform/session.js';
import { badge, icon, pageHeader, problem, skeleton } from '../platform/ui.js';
import { roleBadge, stateBadge } from './user-badges.js';

const PAGE = 100;

export function open({ signal, redraw }) {
  const list = endless({
    load: (cursor, loading) => get('/api/users', { query: { limit: PAGE, cursor }, signal: loading }),
    redraw,
    signal,
  });
  list.reload();
  return { render: () => page(list) };
}

function page(list) {
  return html`
    ${pageHeader({
      title: 'Users',
      subtitle: 'Who may sign in, and as what. Newest first.',
      actions: html`<a class="btn btn-primary" href=${href('/users/new')}>${icon('user-plus')}New user</a>`,
    })}
    ${list.began ? table(list) : list.failure ? problem(list.failure, { retry: () => list.reload() }) : html`<div class="card card-body">${skeleton()}</div>`}
  `;
}

function table(list) {
  return html`
    <div class="card">
      <table class="table table-vcenter list-table">
        <caption class="visually-hidden">Users, newest first</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Role</th>
            <th scope="col">State</th>
            <th scope="col" class="wide-only">Created</th>
            <th scope="col" class="wide-only">Changed</th>
            <th scope="col" class="wide-only"><span class="visually-hidden">Elsewhere</span></th>
          </tr>
        </thead>
        ${list.bodies(row, 6)}
      </table>
    </div>
  `;
}

function row(user) {
  const own = user.id === session.user.id;
  return html`
    <tr>
      <td class="list-main"><a href=${href(`/users/${user.id}`)}>${user.username}</a> ${own ? badge('you', 'info') : ''}</td>
      <td>${roleBadge(user.role)}</td>
      <td>${stateBadge(user)}</td>
      <td class="wide-only text-nowrap">${time(user.createdAt)}</td>
      <td class="wide-only text-nowrap">${time(user.updatedAt)}</td>
      <td class="wide-only list-actions">
        <a class="btn btn-sm" href=${href('/sessions', { user: user.id })} aria-label="Sessions of ${user.username}">Sessions</a>
        <a class="btn btn-sm" href=${href('/audit', { userId: user.id })} aria-label="Audit: what ${user.username} did">Audit</a>
      </td>
    </tr>
  `;
}
