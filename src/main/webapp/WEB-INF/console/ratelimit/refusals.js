// Who is over a limit now, and until when.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { get } from '../platform/api.js';
import { number, plural, time } from '../platform/format.js';
import { poll } from '../platform/poll.js';
import { href } from '../platform/router.js';
import { session } from '../platform/session.js';
import { badge, countdown, empty, icon, pageHeader, problem, skeleton } from '../platform/ui.js';

const SECONDS = 5;
const MOST = 200;

export function open({ signal, redraw }) {
  const view = { refusals: null, total: 0, failure: null, redraw };
  view.ask = poll(SECONDS, () => ask(view, signal), signal);
  return { render: () => page(view) };
}

async function ask(view, signal) {
  try {
    const { data, meta } = await get('/api/ops/refusals', { query: { limit: MOST }, signal });
    Object.assign(view, { refusals: data, total: meta.total, failure: null });
  } catch (failure) {
    view.failure = failure;
  }
  view.redraw();
}

function page(view) {
  // Those whose window has ended since the answer.
  const refusals = view.refusals?.filter(refusal => Date.parse(refusal.until) > Date.now());
  return html`
    ${pageHeader({
      title: 'Limits',
      subtitle: `Who is being refused now, on all nodes. Looked at every ${SECONDS} seconds.`,
    })}
    ${view.failure ? problem(view.failure, { retry: view.ask }) : nothing}
    ${refusals ? content(view, refusals) : view.failure ? nothing : html`<div class="card card-body">${skeleton()}</div>`}
  `;
}

function content(view, refusals) {
  if (refusals.length === 0) {
    return html`<div class="card">${empty({
      icon: 'circle-check',
      title: 'Nobody is being refused',
      text: 'Every caller is within the limits. Who goes over one appears here, and goes when their window ends.',
    })}</div>`;
  }
  return html`
    <p class="list-note" role="status">${summary(view, refusals)}</p>
    <div class="card">
      <table class="table table-vcenter list-table">
        <caption class="visually-hidden">Callers over a limit, those who are refused most first</caption>
        <thead>
          <tr>
            <th scope="col">Address</th>
            <th scope="col" class="wide-only">Endpoint</th>
            <th scope="col" class="wide-only">Policy</th>
            <th scope="col" class="text-end">Refused</th>
            <th scope="col" class="wide-only">Since</th>
            <th scope="col" class="text-end">Until let in</th>
          </tr>
        </thead>
        <tbody @over=${view.redraw}>${refusals.map(row)}</tbody>
      </table>
    </div>
  `;
}

function summary({ total, refusals: all }, refusals) {
  const callers = new Set(refusals.map(refusal => refusal.address)).size;
  const more = total > all.length ? `, ${number(total - all.length)} more are not shown` : '';
  const where = refusals.length === callers ? '' : `, at ${plural(refusals.length, 'endpoint')} together`;
  return `${plural(callers, 'address is', 'addresses are')} over a limit${where}${more}.`;
}

function row(refusal) {
  return html`
    <tr>
      <td class="list-main">
        ${session.can('audit.read')
          ? html`<a href=${href('/audit', { address: refusal.address })} title="What came from there">${refusal.address}</a>`
          : refusal.address}
        <div class="narrow-only list-soft"><code>${refusal.endpoint}</code></div>
        <div class="narrow-only">${policy(refusal)}</div>
      </td>
      <td class="wide-only"><code>${refusal.endpoint}</code></td>
      <td class="wide-only">${policy(refusal)}</td>
      <td class="text-end"><strong>${number(refusal.refused)}</strong></td>
      <td class="wide-only">${time(refusal.since)}</td>
      <td class="text-end">
        ${countdown(Date.parse(refusal.until))}
        ${refusal.shadow ? html`<div class="list-soft">let in all the same</div>` : nothing}
      </td>
    </tr>
  `;
}

/** In shadow mode a limit is tried: who is over it is counted and not refused. */
function policy(refusal) {
  return html`${badge(refusal.policy)} ${refusal.shadow ? html`<span class="pill tone-info">${icon('eye')}shadow: only counted</span>` : nothing}`;
}
