// Who is signed in from where; ends one session or all of a user's.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { get, send } from '../platform/api.js';
import { endless } from '../platform/endless.js';
import { ago, time } from '../platform/format.js';
import { href } from '../platform/router.js';
import { session } from '../platform/session.js';
import { signOut } from '../platform/sign-out.js';
import { badge, confirmDialog, empty, icon, pageHeader, problem, skeleton, toast } from '../platform/ui.js';
import { program } from './user-agent.js';
import { nameOf, userLink, userNames } from './user-names.js';

const PATH = '/sessions';
const PAGE = 100;

export async function open({ query, signal, redraw }) {
  const view = { signal, redraw, names: new Map(), whose: null, failure: null };
  view.list = endless({
    load: (cursor, loading) => get('/api/auth/sessions', { query: { ...asked(view.whose), limit: PAGE, cursor }, signal: loading }),
    redraw,
    signal,
  });
  userNames(signal).then(names => ((view.names = names), redraw()), () => {});
  show(view, query);
  return { render: () => page(view), queryChanged: changed => show(view, changed) };
}

/** 'all', 'own' or a user's id. */
function show(view, query) {
  const user = query.get('user');
  const whose = !session.can('sessions.others') ? 'own' : user || (query.get('scope') === 'own' ? 'own' : 'all');
  if (whose === view.whose) return;
  view.whose = whose;
  view.failure = null;
  view.list.reload();
}

function asked(whose) {
  if (whose === 'own') return {};
  return whose === 'all' ? { scope: 'all' } : { userId: whose };
}

function page(view) {
  return html`
    ${pageHeader({ title: 'Sessions', subtitle: subtitle(view), actions: actions(view) })}
    ${session.can('sessions.others') ? scopes(view) : nothing}
    ${view.failure ? problem(view.failure) : nothing}
    ${content(view)}
  `;
}

function subtitle({ whose, names }) {
  if (whose === 'own') return 'Where you are signed in.';
  return whose === 'all' ? 'Who is signed in, and from where.' : html`Where ${userLink(names, whose)} is signed in.`;
}

function actions(view) {
  const id = view.whose === 'own' ? session.user.id : view.whose;
  return html`
    <button type="button" class="btn" ?disabled=${view.list.loading} @click=${() => view.list.reload()}>${icon('refresh')}Refresh</button>
    ${view.whose === 'all' || !view.list.began || view.list.empty
      ? nothing
      : html`<button type="button" class="btn btn-outline-danger" @click=${() => endAll(view, id)}>
          ${icon('logout')}${id === session.user.id ? 'End all of yours' : 'End all of this user'}
        </button>`}
  `;
}

function scopes(view) {
  const choice = (label, whose, query) =>
    html`<a class="btn btn-sm ${view.whose === whose ? 'active' : ''}" href=${href(PATH, query)} aria-current=${view.whose === whose ? 'true' : nothing}>${label}</a>`;
  const other = !['all', 'own'].includes(view.whose);
  return html`
    <div class="btn-group mb-3" role="group" aria-label="Whose sessions">
      ${choice('Everyone’s', 'all', {})} ${choice('Yours', 'own', { scope: 'own' })}
      ${other ? choice(nameOf(view.names, view.whose), view.whose, { user: view.whose }) : nothing}
    </div>
  `;
}

function content(view) {
  const { list } = view;
  if (!list.began) return list.failure ? problem(list.failure, { retry: () => list.reload() }) : html`<div class="card card-body">${skeleton()}</div>`;
  if (list.empty) {
    return html`<div class="card">${empty({
      icon: 'devices',
      title: 'Nobody is signed in here',
      text: 'A user’s sessions appear here as soon as they sign in.',
      action: view.whose === 'all' ? nothing : html`<a class="btn" href=${href(PATH)}>Everyone’s sessions</a>`,
    })}</div>`;
  }
  const names = view.whose === 'all';
  return html`
    <div class="card">
      <table class="table table-vcenter list-table">
        <caption class="visually-hidden">Sessions, those first that expire last</caption>
        <thead>
          <tr>
            ${names ? html`<th scope="col">User</th>` : nothing}
            <th scope="col" class=${names ? 'wide-only' : ''}>Program</th>
            <th scope="col" class="wide-only">Address</th>
            <th scope="col" class="wide-only">Since</th>
            <th scope="col" class="wide-only">Until</th>
            <th scope="col"><span class="visually-hidden">Actions</span></th>
          </tr>
        </thead>
        ${list.bodies(one => row(view, one, names), names ? 6 : 5)}
      </table>
    </div>
  `;
}

function row(view, one, names) {
  return html`
    <tr>
      ${names
        ? html`<td class="list-main">
            <div>${userLink(view.names, one.userId)}</div>
            <div class="narrow-only list-soft">${program(one.userAgent)} ${one.current ? badge('this one', 'info') : nothing}</div>
            ${where(one)}
          </td>`
        : nothing}
      <td class=${names ? 'wide-only' : ''} title=${one.userAgent}>
        ${program(one.userAgent)} ${one.current ? badge('this one', 'info') : nothing} ${names ? nothing : where(one)}
      </td>
      <td class="wide-only">${address(one)}</td>
      <td class="wide-only text-nowrap">${time(one.issuedAt)}</td>
      <td class="wide-only text-nowrap">${time(one.expiresAt)}</td>
      <td class="list-actions">
        ${one.current
          ? html`<button type="button" class="btn btn-sm" @click=${() => signOut()}>Sign out</button>`
          : html`<button type="button" class="btn btn-sm" aria-label=${`End: the session of ${nameOf(view.names, one.userId)} from ${one.address || 'somewhere'}, ${program(one.userAgent)}`}
              @click=${() => end(view, one)}>End</button>`}
      </td>
    </tr>
  `;
}

function where(one) {
  return html`<div class="narrow-only list-soft">${address(one)} · ${ago(one.issuedAt)}</div>`;
}

function address({ address: text }) {
  if (!text) return html`<span class="text-secondary">not known</span>`;
  if (!session.can('audit.read')) return text;
  return html`<a class="link-quiet" href=${href('/audit', { address: text })} title="What came from there">${text}</a>`;
}

async function end(view, one) {
  const agreed = await confirmDialog({
    title: 'End this session?',
    body: html`${nameOf(view.names, one.userId)} on ${program(one.userAgent)}, from ${one.address || 'an address that is not known'}. Its next request is refused, and signing in again is possible at once.`,
    confirm: 'End the session',
    tone: 'danger',
  });
  if (!agreed) return;
  await attempt(view, async () => {
    await send('DELETE', `/api/auth/sessions/${one.id}`, undefined, { signal: view.signal });
    const place = view.list.rows.findIndex(other => other.id === one.id);
    view.list.drop(other => other.id === one.id);
    toast('The session is ended.');
    focusNear(place);
  });
}

/** The button in focus went with its row: who uses the keyboard goes on from the next one. */
function focusNear(place) {
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return;
    const buttons = document.querySelectorAll('.view:not([hidden]) .list-actions button');
    (buttons[Math.min(place, buttons.length - 1)] ?? document.querySelector('.view:not([hidden]) .page-actions button'))?.focus();
  });
}

async function endAll(view, id) {
  const own = id === session.user.id;
  const agreed = await confirmDialog({
    title: own ? 'End all of your sessions?' : `End all sessions of ${nameOf(view.names, id)}?`,
    body: own
      ? 'This one ends, too: you are led to sign in again.'
      : 'Whatever they are signed in to is refused with its next request. To keep them out, disable the user.',
    confirm: 'End all',
    tone: 'danger',
  });
  if (!agreed) return;
  await attempt(view, async () => {
    await send('DELETE', `/api/auth/sessions?userId=${id}`, undefined, { signal: view.signal });
    toast('All of them are ended.');
    await view.list.reload();
  });
}

async function attempt(view, task) {
  view.failure = null;
  try {
    await task();
  } catch (failure) {
    if (!view.signal.aborted) view.failure = failure;
  }
  view.redraw();
}
