// How far a retry by filter is. Its address is all that is needed to come back to it, from any browser.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { get, send } from '../platform/api.js';
import { duration, number, plural, time } from '../platform/format.js';
import { poll } from '../platform/poll.js';
import { href } from '../platform/router.js';
import { session } from '../platform/session.js';
import { announce, confirmDialog, icon, pageHeader, problem, skeleton, statusBadge, submitButton } from '../platform/ui.js';
import { filterWords } from './parts.js';

/** 20 calls a minute: another tab has room beside it. */
const POLL_SECONDS = 3;

export function openRetry({ params, signal, redraw }) {
  const path = `/api/events/retries/${encodeURIComponent(params.id)}`;
  const state = { id: params.id, job: null, problem: null, refusal: null, busy: false, still: null };
  const ended = new AbortController();
  const draw = change => (Object.assign(state, change), redraw());

  function show(job) {
    const over = job.status !== 'running';
    if (over && state.job?.status === 'running') announce(`The retry is ${job.status}: ${plural(job.retried, 'event')} set free`);
    draw({ job, problem: null });
    if (over && !ended.signal.aborted) {
      ended.abort();
      countStill(job);
    }
  }

  async function read() {
    try {
      show((await get(path, { signal })).data);
    } catch (failure) {
      if (signal.aborted) return;
      draw({ problem: failure });
      if (failure.status === 404) ended.abort();
    }
  }

  // What failed again, or has failed since, is what the person wants to know next.
  async function countStill({ filter }) {
    if (!session.can('events.mend')) return;
    const answer = await send('POST', '/api/events/retries', { filter, dryRun: true }, { signal }).catch(() => null);
    if (answer && !signal.aborted) draw({ still: answer.data.matched });
  }

  async function cancel() {
    const sure = await confirmDialog({
      title: 'Cancel this retry?',
      body: 'What it has set free stays so; the rest stays failed.',
      confirm: 'Cancel the retry',
      tone: 'danger',
    });
    if (!sure) return;
    draw({ busy: true, refusal: null });
    try {
      show((await send('DELETE', path, undefined, { signal })).data);
    } catch (failure) {
      if (signal.aborted) return;
      draw({ refusal: failure });
      if (failure.status === 409) read();
    } finally {
      draw({ busy: false });
    }
  }

  poll(POLL_SECONDS, read, AbortSignal.any([signal, ended.signal]));
  return { render: () => page(state, { read, cancel, countStill: () => countStill(state.job) }) };
}

function page(state, { read, cancel, countStill }) {
  const { job } = state;
  const back = { href: href('/events', { status: 'failed' }), label: 'Failed events' };
  const subtitle = html`<span class="event-id">${state.id}</span>`;
  if (!job) {
    const failure = state.problem?.status === 404 ? { title: 'There is no such retry', detail: 'Finished ones are kept for a time only.' } : state.problem;
    return html`${pageHeader({ title: 'Retry by filter', subtitle, back })}
      ${failure ? problem(failure, state.problem.status === 404 ? {} : { retry: read }) : html`<div class="card card-body">${skeleton(4)}</div>`}`;
  }
  return html`
    ${pageHeader({ title: html`Retry by filter ${statusBadge(job.status)}`, subtitle, back, actions: actions(state, cancel) })}
    ${problem(state.problem, { retry: read })} ${problem(state.refusal)}
    <section class="card event-retry" aria-label="Progress">
      <div class="event-progress">
        <div class="event-progress-line">
          <span><strong>${number(job.retried)}</strong> of ${plural(job.matched, 'event')} set free</span>
          <span class="text-secondary">${pace(job)}</span>
        </div>
        <progress max=${Math.max(1, job.matched)} value=${job.status === 'done' ? Math.max(1, job.matched) : job.retried} aria-label="Events set free"></progress>
        ${job.status === 'running' ? nothing : summary(state, countStill)}
      </div>
      <dl class="event-facts">
        <dt>Which</dt><dd>${filterWords(job.filter)}</dd>
        <dt>Reason</dt><dd>${job.reason}</dd>
        <dt>Begun</dt><dd>${time(job.createdAt)} by ${job.username}</dd>
        ${job.finishedAt ? html`<dt>${job.status === 'done' ? 'Done' : 'Cancelled'}</dt><dd>${time(job.finishedAt)}, after ${duration(seconds(job))}</dd>` : nothing}
      </dl>
    </section>`;
}

function actions({ job, busy, refusal }, cancel) {
  if (job.status !== 'running' || !session.can('events.mend')) return nothing;
  return submitButton({ label: 'Cancel…', tone: 'danger', busy, failure: refusal, onClick: cancel });
}

function seconds({ createdAt, finishedAt }) {
  return (Date.parse(finishedAt) - Date.parse(createdAt)) / 1000;
}

function pace({ status, matched, retried, createdAt }) {
  if (status !== 'running' || retried === 0 || retried >= matched) return nothing;
  const perSecond = retried / Math.max(1, (Date.now() - Date.parse(createdAt)) / 1000);
  return `about ${duration(Math.ceil((matched - retried) / perSecond))} left`;
}

function summary({ job, still }, countStill) {
  const missed = job.matched - job.retried;
  return html`
    <p class="event-summary" role="status">
      ${job.status === 'cancelled' ? `Cancelled: ${plural(missed, 'event')} left as they were.` : missed > 0 ? `${plural(missed, 'event')} had been retried or discarded otherwise meanwhile.` : 'All of them are on their way again.'}
      ${still === null
        ? nothing
        : still === 0
          ? 'No failed event meets the filter now.'
          : html`<a href=${href('/events', { ...job.filter, status: 'failed' })}>${plural(still, 'failed event')}</a> ${still === 1 ? 'meets' : 'meet'} the filter now.`}
      ${still === null ? nothing : html`<button type="button" class="btn btn-sm" @click=${countStill}>${icon('refresh')}Count again</button>`}
    </p>`;
}
