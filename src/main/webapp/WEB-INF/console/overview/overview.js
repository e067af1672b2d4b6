// How the service is doing, at a glance: what is wrong first, each with the way to its list; then figures and charts.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { get } from '../platform/api.js';
import { agoText, duration, local, number, plural, utc } from '../platform/format.js';
import { poll } from '../platform/poll.js';
import { href } from '../platform/router.js';
import { badge, icon, pageHeader, problem, skeleton, statusBadge } from '../platform/ui.js';
import { findConcerns } from './concerns.js';
import './minutes-chart.js';

const SECONDS = 5;
const NAMES = { postgresql: 'PostgreSQL', redis: 'Redis', kafka: 'Kafka' };
const EVENTS = [
  { key: 'published', label: 'Published', colour: '--chart-1' },
  { key: 'processed', label: 'Processed', colour: '--chart-2' },
  { key: 'failed', label: 'Failed', colour: '--chart-3' },
];
const TRAFFIC = [
  { key: 'requests', label: 'Requests', colour: '--chart-1' },
  { key: 'refused', label: 'Refused', colour: '--chart-3' },
];

export function open({ signal, redraw }) {
  const state = { overview: null, at: null, failure: null };

  async function look() {
    try {
      const { data } = await get('/api/ops/overview', { signal });
      Object.assign(state, { overview: data, at: new Date().toISOString(), failure: null });
    } catch (failure) {
      if (signal.aborted) return;
      state.failure = failure;
    }
    redraw();
  }

  const again = poll(SECONDS, look, signal);
  return { render: () => page(state, again) };
}

function page({ overview, at, failure }, again) {
  return html`
    ${pageHeader({
      title: 'Overview',
      subtitle: overview ? html`As of <time datetime=${at} title=${utc(at)}>${local(at)}</time>, renewed every ${SECONDS} seconds` : 'Asking…',
    })}
    ${failure ? problem(failure, { retry: again }) : nothing}
    ${overview ? content(overview, failure !== null) : failure ? nothing : skeleton(10)}
  `;
}

function content(overview, stale) {
  return html`
    <div class="overview ${stale ? 'overview-stale' : ''}">
      ${concerns(findConcerns(overview))}
      <section aria-labelledby="figures">
        <h2 id="figures" class="visually-hidden">Figures</h2>
        <ul class="tiles">${tiles(overview)}</ul>
      </section>
      <div class="overview-columns">
        <section class="card" aria-labelledby="events">
          <div class="card-header"><h2 id="events">Events per minute</h2><span class="overview-note">the last hour</span></div>
          <div class="card-body">
            <minutes-chart .series=${EVENTS} .minutes=${overview.rates} label="Events per minute in the last hour"></minutes-chart>
          </div>
          ${states(overview.events)}
        </section>
        <div class="overview-side">
          <section class="card" aria-labelledby="dependencies">
            <div class="card-header"><h2 id="dependencies">Dependencies</h2><span class="overview-note">as this node sees them</span></div>
            ${dependencies(overview.dependencies)}
          </section>
          <section class="card" aria-labelledby="traffic">
            <div class="card-header"><h2 id="traffic">Requests per minute</h2><span class="overview-note">15 minutes</span></div>
            <div class="card-body">
              ${overview.traffic
                ? html`<minutes-chart bars .series=${TRAFFIC} .minutes=${overview.traffic} label="Requests per minute in the last 15 minutes"></minutes-chart>`
                : html`<p class="text-secondary mb-0">Not known while Redis does not answer.</p>`}
            </div>
          </section>
        </div>
      </div>
    </div>
  `;
}

function concerns(found) {
  if (found.length === 0) {
    return html`<p class="all-well tone-good">${icon('circle-check')}<span><strong>All is well.</strong> Nothing needs you.</span></p>`;
  }
  return html`
    <section aria-labelledby="concerns" class="concerns tone-${found[0].tone}">
      <h2 id="concerns">${plural(found.length, 'thing needs', 'things need')} attention</h2>
      <ul>
        ${found.map(
          ({ tone, text, hint, to }) => html`<li class="tone-${tone}">
            ${icon(tone === 'bad' ? 'alert-circle' : 'alert-triangle')}
            <div>${to ? html`<a href=${href(...to)}>${text}</a>` : html`<strong>${text}</strong>`}<span class="concern-hint">${hint}</span></div>
            ${to ? html`<span class="concern-go">${icon('chevron-right')}</span>` : nothing}
          </li>`,
        )}
      </ul>
    </section>
  `;
}

function tiles({ events, parked, oldestPendingSeconds, consumerLag, drift, traffic }) {
  const now = lastWholeMinute(traffic);
  return [
    tile('Failed', number(events.failed), 'need a person', ['/events', { status: 'failed' }], events.failed > 0 && 'bad'),
    tile('Parked', number(parked), 'behind a failed one', ['/events', { status: 'failed' }], parked > 0 && 'warn'),
    tile('Oldest pending', seconds(oldestPendingSeconds), `${number(events.pending)} pending`, ['/events', { status: 'pending' }],
      oldestPendingSeconds > 60 && 'warn'),
    tile('Consumer lag', consumerLag === null ? 'unknown' : number(consumerLag), 'messages', ['/events', { status: 'published' }],
      (consumerLag === null || consumerLag > 10_000) && 'warn'),
    tile('Drift', driftText(drift), driftHint(drift), ['/contacts/drift'], drift?.found > 0 && 'warn'),
    tile('Requests', now ? number(now.requests) : 'unknown', now ? `a minute, ${number(now.refused)} refused` : 'a minute', ['/limits'],
      now?.refused > 0 && 'warn'),
  ];
}

function tile(label, value, hint, to, tone) {
  return html`<li class="tile ${tone ? `tone-${tone} tile-wrong` : ''}">
    <a href=${href(...to)}><span class="tile-label">${label}</span><span class="tile-value">${value}</span><span class="tile-hint">${hint}</span></a>
  </li>`;
}

// In seconds, as the alerts have it, however many they are.
function seconds(count) {
  return count < 10 ? duration(count) : `${number(Math.round(count))} s`;
}

function lastWholeMinute(traffic) {
  return traffic ? traffic.at(-2) : null;
}

function driftText(drift) {
  return drift && drift.found !== null ? number(drift.found) : 'unknown';
}

function driftHint(drift) {
  if (!drift || drift.checkedAt === null) return 'contacts, not checked yet';
  return html`contacts, <time datetime=${drift.checkedAt} title=${utc(drift.checkedAt)}>checked ${agoText(drift.checkedAt)}</time>`;
}

function states(events) {
  const order = ['pending', 'published', 'processed', 'failed', 'discarded'];
  return html`<ul class="states" aria-label="Events by state">
    ${order.map(
      state => html`<li><a href=${href('/events', { status: state })}>${statusBadge(state)}<span class="state-count">${number(events[state])}</span></a></li>`,
    )}
  </ul>`;
}

function dependencies(list) {
  return html`<table class="table card-table">
    <thead><tr><th scope="col">Name</th><th scope="col">State</th><th scope="col" class="text-end">Latency</th></tr></thead>
    <tbody>
      ${list.map(
        ({ name, state, latencyMillis }) => html`<tr>
          <th scope="row" class="fw-medium">${NAMES[name] ?? name}</th>
          <td>${statusBadge(state)}</td>
          <td class="text-end">${latencyMillis === null ? '–' : `${number(latencyMillis)} ms`}</td>
        </tr>`,
      )}
      ${list.length === 0 ? html`<tr><td colspan="3">${badge('Not known now', 'warn')}</td></tr>` : nothing}
    </tbody>
  </table>`;
}
