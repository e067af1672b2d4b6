// How far the retries or discards of selected events are, and how they ended.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { number, plural } from '../platform/format.js';
import { href } from '../platform/router.js';
import { countdown, icon } from '../platform/ui.js';
import { dismiss, doneWord, mending } from './mending.js';
import { eventPath } from './parts.js';

/** Stays in the document, since the focus is put there when the button that began the work goes. */
export function workPanel() {
  const { work } = mending;
  return html`<div class="event-work-place" tabindex="-1">${!work ? nothing : work.running ? running(work) : ended(work)}</div>`;
}

function running(work) {
  const over = work.done + work.refused.length;
  return html`
    <section class="card event-work" aria-label="Work on the selected events">
      <div class="event-work-line">
        <strong>${number(over)} of ${number(work.total)}</strong>
        <span>${doneWord(work.action)}${work.refused.length > 0 ? html`, ${number(work.refused.length)} refused` : nothing}</span>
        ${work.waitingUntil ? html`<span class="text-secondary">goes on in ${countdown(work.waitingUntil)}, within the rate limit</span>` : nothing}
        <button type="button" class="btn btn-sm ms-auto" @click=${work.stop}>${icon('player-stop')}Stop</button>
      </div>
      <progress max=${work.total} value=${over} aria-label="Progress"></progress>
    </section>`;
}

function ended(work) {
  const left = work.total - work.done - work.refused.length;
  const tone = work.refused.length > 0 ? 'bad' : left > 0 ? 'warn' : 'good';
  return html`
    <section class="alert-box tone-${tone}" role="status">
      ${icon(tone === 'good' ? 'circle-check' : 'alert-triangle')}
      <div class="alert-text">
        <strong>${plural(work.done, 'event')} ${doneWord(work.action)}</strong>${left > 0 ? html`, ${number(left)} left as they were` : nothing}
        ${work.refused.length > 0 ? refusals(work.refused) : nothing}
      </div>
      <button type="button" class="btn-close" aria-label="Dismiss" @click=${dismiss}></button>
    </section>`;
}

const SHOWN = 5;

function refusals(refused) {
  return html`
    <ul>
      ${refused.slice(0, SHOWN).map(({ event, problem }) => html`<li><a href=${href(eventPath(event.id))}>${event.type} of ${event.contactId}</a>: ${problem.detail || problem.title}</li>`)}
      ${refused.length > SHOWN ? html`<li>and ${number(refused.length - SHOWN)} more</li>` : nothing}
    </ul>`;
}
