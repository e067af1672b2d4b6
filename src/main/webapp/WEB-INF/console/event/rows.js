// The table of the list of events.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { live } from '../webjars/lit-html/directives/live.js';
import { repeat } from '../webjars/lit-html/directives/repeat.js';
import { time } from '../platform/format.js';
import { href } from '../platform/router.js';
import { eventPath, explanation, stateBadge } from './parts.js';
import { runsOf } from './windowing.js';

const SKELETON_ROWS = 12;

/** `view` is the list's: feed, filter, selection, picking and mends (may the role mend?). */
export function table(view) {
  const { feed, mends } = view;
  return html`
    <table class="table table-vcenter card-table event-table ${mends ? 'event-table-mending' : ''}" aria-busy=${feed.loading}
      @keydown=${view.picking.onKey} @change=${view.picking.onChange} @click=${view.picking.onClick}>
      <caption class="visually-hidden">Events, newest first</caption>
      <thead>
        <tr>
          ${mends ? html`<th scope="col" class="event-pick">${pickAll(view)}</th>` : nothing}
          <th scope="col" class="event-state">State</th>
          <th scope="col" class="event-type">Event</th>
          <th scope="col" class="event-contact">Contact</th>
          <th scope="col" class="event-error">Error</th>
          <th scope="col" class="event-time">Created</th>
          <th scope="col" class="event-time event-changed">Changed</th>
        </tr>
      </thead>
      ${feed.loading && feed.pages.length === 0 ? skeleton(mends) : runsOf(feed.pages).map(run => (run.gap ? gap(run, mends) : body(run, view)))}
    </table>`;
}

function body(run, view) {
  return html`<tbody data-run .run=${run}>${repeat(run.page.rows, event => event.id, event => row(event, view))}</tbody>`;
}

function row(event, view) {
  const selected = view.selection.has(event.id);
  const past = !view.feed.matches(event);
  const classes = [selected ? 'event-selected' : '', event.touched ? 'event-touched' : '', past ? 'event-past' : ''].join(' ');
  return html`
    <tr data-id=${event.id} class=${classes} title=${past ? 'No longer meets the filters' : nothing}>
      ${view.mends ? html`<td class="event-pick">${event.status === 'failed' ? pick(event, selected) : nothing}</td>` : nothing}
      <td class="event-state">${stateBadge(event)}</td>
      <td class="event-type"><a class="event-link" href=${href(eventPath(event.id))}>${event.type}</a></td>
      <td class="event-contact"><div>
        <a class="text-reset" href=${href('/events', { ...view.filter, contactId: event.contactId })} title="Events of ${event.contactId}">${event.contactId}</a>
        <span class="text-secondary" title="Version of the contact">v${event.version}</span>
      </div></td>
      <td class="event-error"><div title=${event.error ?? nothing}>${explanation(event)}</div></td>
      <td class="event-time">${time(event.createdAt)}</td>
      <td class="event-time event-changed">${time(event.changedAt)}</td>
    </tr>`;
}

function pick(event, selected) {
  return html`<input type="checkbox" class="form-check-input" .checked=${live(selected)} aria-label="Select ${event.type} of ${event.contactId}, version ${event.version}">`;
}

function pickAll({ feed, selection }) {
  const failed = feed.rows.filter(event => event.status === 'failed');
  const all = failed.length > 0 && failed.every(event => selection.has(event.id));
  return html`<input type="checkbox" class="form-check-input" data-all ?disabled=${failed.length === 0} .checked=${live(all)}
    .indeterminate=${!all && selection.size > 0} aria-label="Select every failed event that is shown">`;
}

// `.style` goes through the CSSOM, which the Content-Security-Policy allows; an attribute it would not.
function gap(run, mends) {
  return html`<tbody data-run .run=${run} aria-hidden="true"><tr><td colspan=${mends ? 7 : 6} class="p-0 border-0" .style=${`height: ${run.height}px`}></td></tr></tbody>`;
}

function skeleton(mends) {
  const cells = ['event-state', 'event-type', 'event-contact', 'event-error', 'event-time', 'event-time event-changed'];
  return html`<tbody class="placeholder-glow" aria-hidden="true">
    ${Array.from({ length: SKELETON_ROWS }, () => html`<tr>
      ${mends ? html`<td class="event-pick"></td>` : nothing}
      ${cells.map(name => html`<td class=${name}><span class="placeholder placeholder-xs col-9"></span></td>`)}
    </tr>`)}
  </tbody>`;
}
