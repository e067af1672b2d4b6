// Which page the address means. The page, its search and its filters stand behind the `#`, so that they never reach a
// server's log, and an address that the server does not know stays a 404.

import { html, render } from '../webjars/lit-html/lit-html.js';
import { session } from './session.js';
import { announce, empty, problem } from './ui.js';

let settings;
let current = null; // {route, params, view, container, leave, redraw}
let drawn = null;
const listeners = new Set();

/** '#/contacts?status=active'; parameters that are null or empty are left out. */
export function href(path, query) {
  const parameters = new URLSearchParams();
  const entries = query instanceof URLSearchParams ? query : Object.entries(query ?? {});
  for (const [name, value] of entries) {
    if (value !== null && value !== undefined && value !== '') parameters.append(name, value);
  }
  const text = parameters.toString();
  return `#${path}${text ? `?${text}` : ''}`;
}

/** Goes to a page, as a click on its link does. */
export function go(path, query, { replace = false } = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', href(path, query));
  resolve();
}

/** Changes parameters of the current address; null removes one. */
export function setQuery(patch, { replace = false } = {}) {
  const { path, query } = here();
  for (const [name, value] of Object.entries(patch)) {
    if (value === null || value === undefined || value === '') query.delete(name);
    else query.set(name, value);
  }
  if (href(path, query) !== location.hash) go(path, query, { replace });
}

/** {path, query} of the current address. */
export function here() {
  const [path, query = ''] = location.hash.slice(1).split(/\?(.*)/s);
  return { path: path || '/', query: new URLSearchParams(query) };
}

/** Called after each change of the address; answers how to stop. */
export function onAddress(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Shows the current address in the outlet, and every later one; `signIn()` makes the view for who is not signed in. */
export function startRouter({ routes, outlet, signIn }) {
  settings = { routes: routes.map(compiled), outlet, signIn };
  let user = session.user?.id;
  session.onChange(reason => {
    const stays = reason === 'expired' || (reason === 'signed-in' && session.user.id === user);
    if (!stays) close();
    if (session.user) user = session.user.id;
    resolve();
  });
  addEventListener('hashchange', resolve);
  resolve();
}

function compiled(route) {
  const names = [];
  const pattern = route.path.replace(/:(\w+)/g, (_, name) => (names.push(name), '([^/]+)'));
  return { ...route, names, pattern: new RegExp(`^${pattern}/?$`) };
}

function resolve() {
  const { path, query } = here();
  if (!session.user) return showSignIn();
  const signedIn = drawn !== null;
  if (signedIn) leaveSignIn();
  const { route, params } = found(path);
  const same = current && current.route === route && JSON.stringify(current.params) === JSON.stringify(params);
  if (!same) open(route, params, query, signedIn);
  else if (current.query !== query.toString()) {
    current.query = query.toString();
    current.view?.queryChanged?.(query);
    current.redraw();
  }
  for (const listener of [...listeners]) listener();
}

function found(path) {
  for (const route of settings.routes) {
    const match = route.pattern.exec(path);
    if (match) return { route, params: Object.fromEntries(route.names.map((name, index) => [name, decoded(match[index + 1])])) };
  }
  return { route: nowhere, params: { path } };
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

async function open(route, params, query, signedIn = false) {
  const arrived = signedIn || current !== null;
  close();
  const leave = new AbortController();
  const container = document.createElement('div');
  container.className = 'view';
  const opened = { route, params, query: query.toString(), container, leave, view: null };
  opened.redraw = batched(() => opened === current && opened.view && draw(opened));
  current = opened;
  show(container);
  document.title = `${route.title} · AcmeCRM Integration`;
  try {
    const action = route.action ?? route.nav?.action;
    const allowed = !action || session.can(action);
    const context = { params, query, signal: leave.signal, redraw: opened.redraw };
    opened.view = allowed ? await route.open(context) : refused;
  } catch (failure) {
    opened.view = { render: () => problem(failure, { retry: () => open(route, params, here().query) }) };
  }
  if (opened !== current) return opened.view.close?.();
  // Loading a page's modules takes a moment, in which the filters may have changed.
  const now = here().query;
  if (now.toString() !== query.toString()) opened.view.queryChanged?.(now);
  draw(opened);
  if (arrived) arrive(container, route.title);
}

// Whoever cannot see that the page has changed hears it, and goes on from its heading.
function arrive(container, title) {
  if (container.contains(document.activeElement)) return;
  scrollTo(0, 0);
  const heading = container.querySelector('h1');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus({ preventScroll: true });
  announce(title);
}

function draw(opened) {
  try {
    render(opened.view.render(), opened.container);
  } catch (failure) {
    console.error(failure);
    const wrong = document.createElement('div');
    render(problem(failure), wrong);
    opened.container.replaceChildren(wrong);
  }
}

function close() {
  if (!current) return;
  const closed = current;
  current = null;
  closed.leave.abort(new DOMException('The page was left', 'AbortError'));
  closed.view?.close?.();
  closed.container.remove();
}

// The page under an expired session stays as it is, with whatever was typed into it, and is shown again afterwards.
function showSignIn() {
  if (drawn?.guest) return;
  const container = document.createElement('div');
  const guest = { container, view: null };
  guest.redraw = batched(() => drawn === guest && render(guest.view.render(), container));
  guest.view = settings.signIn({ redraw: guest.redraw });
  guest.guest = true;
  show(container);
  drawn = guest;
  document.title = 'Sign in · AcmeCRM Integration';
  render(guest.view.render(), container);
  guest.view.arrived?.(container);
  for (const listener of [...listeners]) listener();
}

function leaveSignIn() {
  drawn.container.remove();
  drawn = null;
  if (!current) return;
  current.container.hidden = false;
  document.title = `${current.route.title} · AcmeCRM Integration`;
  arrive(current.container, current.route.title);
}

function show(container) {
  if (current && current.container !== container) current.container.hidden = true;
  settings.outlet.append(container);
}

function batched(task) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    // A hidden tab gets no frames, but should be right when it is looked at again: a timer does for it.
    const later = document.hidden ? run => setTimeout(run, 200) : requestAnimationFrame;
    later(() => {
      asked = false;
      task();
    });
  };
}

const refused = {
  render: () => html`<h1 class="visually-hidden">Not allowed</h1>
    ${empty({ icon: 'lock', title: 'Your role may not see this', text: 'An administrator can give you another role.' })}`,
};

const nowhere = {
  title: 'Not found',
  open: () => ({
    render: () => html`<h1 class="visually-hidden">Not found</h1>
      ${empty({
        icon: 'map-question',
        title: 'There is no such page',
        text: 'The address may be mistyped, or of another version.',
        action: html`<a class="btn btn-primary" href="#/">Overview</a>`,
      })}`,
  }),
};
