// One event: what it says, where it stands, what people did to it, and what can be done.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { ago, number, time } from '../platform/format.js';
import { get } from '../platform/api.js';
import { debounce } from '../platform/poll.js';
import { href } from '../platform/router.js';
import { session } from '../platform/session.js';
import { watchEvents } from '../platform/stream.js';
import { confirmDialog, icon, pageHeader, problem, skeleton, submitButton, toast } from '../platform/ui.js';
import { contactOf } from './contact-link.js';
import { mend } from './mending.js';
import { discardQuestion, eventPath, retryQuestion, stateBadge } from './parts.js';

/** The stream tells of each move; the details are read after the last of a quick row of them. */
const MOVES_MILLIS = 500;

export function openDetail({ params, signal, redraw }) {
  const state = { id: params.id, event: null, problem: null, contact: undefined, refusal: null, busy: null };
  const draw = change => (Object.assign(state, change), redraw());

  async function read() {
    try {
      const { data } = await get(`/api${eventPath(state.id)}`, { signal });
      draw({ event: data, problem: null });
      if (state.contact === undefined) readContact(data.contactId);
    } catch (failure) {
      if (!signal.aborted) draw({ problem: failure });
    }
  }

  async function readContact(acmeId) {
    state.contact = null;
    // Only a convenience: without it there is still the AcmeCRM id.
    const contact = await contactOf(acmeId, signal).catch(() => null);
    if (!signal.aborted) draw({ contact });
  }

  async function act(action) {
    const answer = await confirmDialog(action === 'retry' ? retryQuestion(1) : discardQuestion(1));
    if (!answer) return;
    draw({ busy: action, refusal: null });
    try {
      const { data } = await mend(action, state.event, answer.reason, signal);
      draw({ event: data });
      toast(action === 'retry' ? 'It is tried again.' : 'The event is discarded.');
    } catch (failure) {
      if (signal.aborted) return;
      draw({ refusal: failure });
      // Somebody else was faster: show what it is now.
      if (failure.status === 409) read();
    } finally {
      draw({ busy: null });
    }
  }

  const readSoon = debounce(MOVES_MILLIS, read);
  signal.addEventListener('abort', readSoon.cancel, { once: true });
  watchEvents({
    // Those of the same contact, too: they may be what it waits for.
    onEvent: message => state.event && message.contactId === state.event.contactId && readSoon(),
    onGap: readSoon,
    signal,
  });
  read();
  return { render: () => page(state, { read, act }) };
}

function page(state, { read, act }) {
  const { event } = state;
  const back = { href: href('/events'), label: 'Events' };
  if (!event) {
    return html`${pageHeader({ title: 'Event', subtitle: html`<span class="event-id">${state.id}</span>`, back })}
      ${state.problem ? missing(state.problem, read) : html`<div class="card card-body">${skeleton(8)}</div>`}`;
  }
  return html`
    ${pageHeader({
      title: html`${event.type} ${stateBadge(event)}`,
      subtitle: html`<span class="event-id">${event.id}</span>`,
      back,
      actions: actions(state, act),
    })}
    ${problem(state.problem, { retry: read })} ${problem(state.refusal)} ${why(event)}
    <div class="event-detail">
      <div>
        <section class="card"><div class="event-section"><h2>Where it stands</h2></div>${facts(state)}</section>
        <section class="card"><div class="event-section"><h2>What people did</h2></div>${history(event)}</section>
      </div>
      <div>
        <section class="card">
          <div class="event-section"><h2>Payload</h2>${copy('Copy the payload', () => JSON.stringify(event.payload))}</div>
          <pre class="event-payload" tabindex="0" aria-label="Payload">${JSON.stringify(event.payload, null, 2)}</pre>
        </section>
        ${event.headers ? html`<section class="card"><div class="event-section"><h2>Headers</h2></div>${headers(event)}</section>` : nothing}
      </div>
    </div>`;
}

function missing(failure, read) {
  if (failure.status !== 404) return problem(failure, { retry: read });
  return problem({ title: 'There is no such event', detail: 'It may have been deleted: processed events are kept for a time only.' });
}

function actions({ event, busy, refusal }, act) {
  if (event.status !== 'failed' || !session.can('events.mend')) return nothing;
  const button = (action, label, tone) =>
    submitButton({ label, tone, busy: busy === action, disabled: busy !== null, failure: refusal, onClick: () => act(action) });
  return html`${button('retry', 'Retry…', 'primary')} ${button('discard', 'Discard…', 'danger')}`;
}

function why(event) {
  if (event.waitsFor) {
    return html`<div class="alert-box tone-warn">${icon('hourglass')}<div class="alert-text">
      <strong>Parked.</strong> <a href=${href(eventPath(event.waitsFor))}>An earlier event</a> of this contact has failed; this one waits
      until that is retried or discarded.</div></div>`;
  }
  if (!event.error) return nothing;
  const tone = event.status === 'failed' ? 'bad' : 'neutral';
  return html`<div class="alert-box tone-${tone}">${icon('alert-circle')}<div class="alert-text">
    <strong>${event.status === 'failed' ? 'Failed' : 'Last error'}</strong><div class="event-error-text">${event.error}</div></div></div>`;
}

function facts({ event, contact }) {
  return html`
    <dl class="event-facts">
      <dt>Contact</dt><dd>${contactFact(event, contact)}</dd>
      <dt>Version</dt><dd>${number(event.version)}</dd>
      <dt>Created</dt><dd>${moment(event.createdAt)}</dd>
      <dt>Published</dt><dd>${moment(event.publishedAt)}</dd>
      <dt>Processed</dt><dd>${moment(event.processedAt)}</dd>
      <dt>${event.status} since</dt><dd>${moment(event.changedAt)}</dd>
      ${event.retryAt ? html`<dt>Handled again</dt><dd>${moment(event.retryAt)}</dd>` : nothing}
      <dt>Kafka</dt><dd>${event.kafka ? html`contacts <span class="text-secondary">partition</span> ${event.kafka.partition} <span class="text-secondary">offset</span> ${number(event.kafka.offset)}` : 'not on the topic'}</dd>
      <dt>Attempts</dt><dd>${number(event.attempts)} <span class="text-secondary">to send</span>, ${number(event.processingAttempts)} <span class="text-secondary">failed to handle</span></dd>
    </dl>`;
}

function contactFact({ contactId }, contact) {
  const named = contact ? html`<a href=${href(`/contacts/${contact.id}`)}>${contact.firstName} ${contact.lastName}</a> <span class="text-secondary">${contactId}</span>` : contactId;
  return html`${named} · <a href=${href('/events', { contactId })}>its events</a>`;
}

function moment(iso) {
  return iso ? html`${time(iso)} <span class="text-secondary event-ago">${ago(iso)}</span>` : time(iso);
}

function history({ history: actions }) {
  if (actions.length === 0) return html`<p class="event-none">Nobody has retried or discarded it.</p>`;
  return html`
    <ol class="event-history">
      ${actions.toReversed().map(
        action => html`<li>
          <div><strong>${action.action === 'retry' ? 'Retried' : 'Discarded'}</strong> by ${action.username} · ${time(action.at)}
            ${action.jobId ? html`· <a href=${href(`/events/retries/${action.jobId}`)}>retry by filter</a>` : nothing}</div>
          ${action.reason ? html`<div class="event-reason">${action.reason}</div>` : nothing}
        </li>`,
      )}
    </ol>`;
}

function headers({ headers: sent }) {
  return html`
    <table class="table card-table event-headers">
      <caption class="visually-hidden">Headers on Kafka</caption>
      <tbody>${Object.entries(sent).map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</tbody>
    </table>`;
}

function copy(label, text) {
  const take = async () => {
    await navigator.clipboard.writeText(text());
    toast('Copied.');
  };
  return html`<button type="button" class="btn btn-sm" aria-label=${label} @click=${take}>${icon('copy')}Copy</button>`;
}
