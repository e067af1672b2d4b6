// The audit trail: who did what, from where, and in which request.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { userLink, userNames } from '../auth/user-names.js';
import { get } from '../platform/api.js';
import { endless } from '../platform/endless.js';
import { time } from '../platform/format.js';
import { poll } from '../platform/poll.js';
import { setQuery } from '../platform/router.js';
import { empty, icon, pageHeader, problem, skeleton } from '../platform/ui.js';
import { entryDetails } from './entry.js';
import { clear, filterForm, filterOf, isFiltered } from './filter.js';
import { targetLink } from './target.js';

const PAGE = 100;
const NEWER_SECONDS = 15;
const COLUMNS = 5;

export function open({ query, signal, redraw }) {
  const view = { signal, redraw, names: new Map(), filter: null, entry: null, newer: false };
  view.list = endless({
    load: (cursor, loading) => get('/api/audit', { query: { ...view.filter, limit: PAGE, cursor }, signal: loading }),
    redraw,
    signal,
  });
  userNames(signal).then(names => ((view.names = names), redraw()), () => {});
  show(view, query);
  poll(NEWER_SECONDS, () => lookForNewer(view), signal);
  return { render: () => page(view), queryChanged: changed => show(view, changed) };
}

function show(view, query) {
  view.entry = query.get('entry');
  const filter = filterOf(query);
  if (JSON.stringify(filter) === JSON.stringify(view.filter)) return;
  view.filter = filter;
  reload(view);
}

function reload(view) {
  view.newer = false;
  view.list.reload();
}

/** The list does not move under who reads it: that there is more is only told. */
async function lookForNewer(view) {
  const { list, filter, signal } = view;
  if (!list.began || list.loading || view.newer) return;
  const { data } = await get('/api/audit', { query: { ...filter, limit: 1 }, signal }).catch(() => ({ data: [] }));
  if (filter !== view.filter || data.length === 0 || list.first > 0) return;
  view.newer = data[0].id !== list.rows[0]?.id;
  if (view.newer) view.redraw();
}

function page(view) {
  const { list } = view;
  return html`
    ${pageHeader({
      title: 'Audit',
      subtitle: 'Who did what, from where, and in which request. Newest first.',
      actions: html`<button type="button" class="btn" ?disabled=${list.loading} @click=${() => reload(view)}>${icon('refresh')}Refresh</button>`,
    })}
    ${filterForm(view)} ${newer(view)} ${content(view)}
  `;
}

function newer(view) {
  return html`<div role="status">
    ${view.newer
      ? html`<button type="button" class="btn btn-sm list-newer" @click=${() => (scrollTo(0, 0), reload(view))}>${icon('arrow-up')}There are newer entries. Show them</button>`
      : nothing}
  </div>`;
}

function content(view) {
  const { list } = view;
  if (!list.began) return list.failure ? problem(list.failure, { retry: () => reload(view) }) : html`<div class="card card-body">${skeleton(10)}</div>`;
  if (list.empty) return nothingThere(view);
  return html`
    <div class="card" aria-busy=${list.loading}>
      <table class="table list-table audit-table">
        <caption class="visually-hidden">Entries of the audit trail, newest first</caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">What</th>
            <th scope="col" class="wide-only">To what</th>
            <th scope="col" class="wide-only">Who</th>
            <th scope="col" class="wide-only">From where</th>
          </tr>
        </thead>
        ${list.bodies(entry => row(view, entry), COLUMNS)}
      </table>
    </div>
  `;
}

function nothingThere(view) {
  return html`<div class="card">
    ${isFiltered(view.filter)
      ? empty({
          icon: 'filter-off',
          title: 'No entry meets all of these conditions',
          text: 'Take one away, or look at a longer time. A contact’s change appears here once its event is processed.',
          action: html`<button type="button" class="btn" @click=${clear}>Clear the filters</button>`,
        })
      : empty({ icon: 'history', title: 'Nothing has been done yet', text: 'Logins, changes of contacts and users, retries and discards appear here.' })}
  </div>`;
}

function row(view, entry) {
  const open = entry.id === view.entry;
  const toggle = () => setQuery({ entry: open ? null : entry.id }, { replace: true });
  return html`
    <tr class=${open ? 'row-open' : ''}>
      <td class="text-nowrap">${time(entry.at)}</td>
      <td>
        <button type="button" class="row-toggle" aria-expanded=${open} aria-controls=${open ? `entry-${entry.id}` : nothing} @click=${toggle}>
          ${icon('chevron-right')}<span>${entry.action}</span>
        </button>
        <div class="narrow-only list-soft">${targetLink(view.names, entry.target)}, by ${who(view, entry)}</div>
      </td>
      <td class="wide-only audit-target">${targetLink(view.names, entry.target)}</td>
      <td class="wide-only">${who(view, entry)}</td>
      <td class="wide-only">${entry.address ?? html`<span class="text-secondary">–</span>`}</td>
    </tr>
    ${open ? html`<tr class="row-details" id="entry-${entry.id}"><td colspan=${COLUMNS}>${entryDetails(view.names, entry)}</td></tr>` : nothing}
  `;
}

function who(view, { userId }) {
  return userId ? userLink(view.names, userId) : html`<span class="text-secondary">nobody</span>`;
}

