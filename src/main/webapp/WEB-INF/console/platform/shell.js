// What stands around every page: navigation, user menu, theme, and what is told globally (waiting, server away).

import { html, nothing, render } from '../webjars/lit-html/lit-html.js';
import { traffic } from './api.js';
import { here, href, onAddress } from './router.js';
import { session } from './session.js';
import { signOut } from './sign-out.js';
import { apply as applyTheme, setTheme, theme } from './theme.js';
import { countdown, icon } from './ui.js';

const THEMES = [
  ['light', 'Light', 'sun'],
  ['dark', 'Dark', 'moon'],
  ['auto', 'Auto', 'sun-moon'],
];

/** Draws the shell and answers the element that pages are shown in. */
export function startShell(root, routes) {
  applyTheme();
  const entries = routes.filter(route => route.nav).sort((one, other) => one.nav.order - other.nav.order);
  const outlet = Object.assign(document.createElement('main'), { id: 'main', tabIndex: -1 });
  const state = { menuOpen: false };
  const draw = () => render(shell({ entries, outlet, state, draw }), root);
  session.onChange(draw);
  onAddress(() => {
    state.menuOpen = false;
    draw();
  });
  traffic.addEventListener('change', draw);
  addEventListener('online', draw);
  addEventListener('offline', draw);
  addEventListener('keydown', event => shortcut(event, state, draw));
  draw();
  return outlet;
}

function shell({ entries, outlet, state, draw }) {
  const user = session.user;
  const toggle = () => ((state.menuOpen = !state.menuOpen), draw());
  return html`
    <a class="skip-link" href="#main" @click=${skip}>Skip to content</a>
    <div class="shell ${user ? '' : 'shell-guest'} ${state.menuOpen ? 'menu-open' : ''}">
      ${user
        ? html`
            <header class="topbar">
              <button type="button" class="btn btn-icon btn-ghost-secondary" aria-expanded=${state.menuOpen} aria-controls="sidebar"
                aria-label="Menu" @click=${toggle}>${icon(state.menuOpen ? 'x' : 'menu-2')}</button>
              <a class="brand" href="#/">${brand()}</a>
            </header>
            <div class="backdrop" @click=${toggle}></div>
            <aside class="sidebar" id="sidebar" aria-label="Menu">
              <a class="brand" href="#/">${brand()}</a>
              <nav aria-label="Pages">${navigation(entries)}</nav>
              ${userMenu(user, draw)}
            </aside>
          `
        : nothing}
      <div class="content">
        ${notices(draw)}
        ${outlet}
      </div>
    </div>
  `;
}

function brand() {
  return html`<img src=${new URL('../icon.svg', import.meta.url)} alt="" width="28" height="28"><span>AcmeCRM <b>Integration</b></span>`;
}

function navigation(entries) {
  const { path } = here();
  const offered = entries.filter(({ nav }) => !nav.action || session.can(nav.action));
  return html`<ul class="nav-list">
    ${offered.map(route => {
      const within = route.path === '/' ? path === '/' : path === route.path || path.startsWith(`${route.path}/`);
      return html`<li>
        <a href=${href(route.path)} aria-current=${within ? 'page' : nothing}>${icon(route.nav.icon)}<span>${route.nav.label}</span></a>
      </li>`;
    })}
  </ul>`;
}

function userMenu(user, draw) {
  const hide = () => document.getElementById('user-menu').hidePopover();
  return html`
    <div class="user">
      <button type="button" class="user-button" popovertarget="user-menu" aria-label="Account of ${user.username}">
        ${icon('user-circle')}
        <span class="user-text"><span class="user-name">${user.username}</span><span class="user-role">${user.role}</span></span>
        ${icon('chevron-up')}
      </button>
      <div popover id="user-menu" class="user-menu">
        <fieldset class="theme">
          <legend>Appearance</legend>
          ${THEMES.map(
            ([name, label, picture]) => html`<button type="button" aria-pressed=${theme() === name} @click=${() => (setTheme(name), draw())}>
              ${icon(picture)}${label}
            </button>`,
          )}
        </fieldset>
        <a href=${href('/account')} @click=${hide}>${icon('user-cog')}Your account</a>
        <a href=${href('/sessions', { scope: 'own' })} @click=${hide}>${icon('devices')}Your sessions</a>
        <button type="button" @click=${() => signOut()}>${icon('logout')}Sign out</button>
      </div>
    </div>
  `;
}

function notices(draw) {
  const waits = traffic.waitingUntil > Date.now();
  const over = () => draw();
  if (traffic.away || !navigator.onLine) {
    return html`<div class="notice tone-bad" role="alert">${icon('plug-connected-x')}
      <span><strong>The server cannot be reached.</strong> What you see may be old. The page goes on by itself.</span></div>`;
  }
  if (!waits) return nothing;
  return html`<div class="notice tone-warn" role="status" @over=${over}>${icon('hourglass')}
    <span>The rate limit is used up. The page goes on in <strong>${countdown(traffic.waitingUntil)}</strong>.</span></div>`;
}

function skip(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

// "/" goes to the page's search, as on most sites; Escape closes the menu of narrow screens.
function shortcut(event, state, draw) {
  if (event.key === 'Escape' && state.menuOpen) {
    state.menuOpen = false;
    draw();
  }
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.('input, textarea, select, [contenteditable], dialog')) return;
  const search = document.querySelector('main .view:not([hidden]) input[type=search]');
  if (!search) return;
  event.preventDefault();
  search.focus();
  search.select();
}
