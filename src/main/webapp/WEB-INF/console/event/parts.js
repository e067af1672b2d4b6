// What several of the events' pages show alike.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { statusBadge } from '../platform/ui.js';
import { duration, number } from '../platform/format.js';
import { href } from '../platform/router.js';

/** The state in a word; an event that stands behind a failed one of its contact is parked. */
export function stateBadge(event) {
  return statusBadge(event.waitsFor ? 'parked' : event.status);
}

export function eventPath(id) {
  return `/events/${encodeURIComponent(id)}`;
}

/** Why it is where it is: its error, what it waits for, when it is tried again. */
export function explanation(event) {
  if (event.waitsFor) return html`waits for <a href=${href(eventPath(event.waitsFor))}>a failed event</a> of its contact`;
  const again = event.retryAt && event.status === 'published' ? Math.max(0, (Date.parse(event.retryAt) - Date.now()) / 1000) : null;
  const next = again === null ? nothing : html`<span class="text-secondary">again ${again < 1 ? 'now' : `in ${duration(again)}`} · </span>`;
  return html`${next}${shortError(event.error) ?? nothing}`;
}

/** Without the package of the exception that it begins with: the line is short, and the whole text stands in the detail. */
function shortError(error) {
  return error?.replace(/^(?:[a-z]\w*\.)+(?=[A-Z])/, '');
}

/** A filter in words, as definitions in one line. */
export function filterWords(filter) {
  const words = Object.entries(filter).filter(([name]) => name !== 'status');
  if (words.length === 0) return html`<span>everything that has failed</span>`;
  return words.map(([name, value]) => html`<span class="event-condition"><span class="text-secondary">${LABELS[name] ?? name}</span> ${value}</span>`);
}

const LABELS = { type: 'type', contactId: 'contact', error: 'error contains', since: 'since', until: 'until' };

/** What is asked before so many events are retried. */
export function retryQuestion(count) {
  return {
    title: count === 1 ? 'Retry this event?' : `Retry ${number(count)} events?`,
    body:
      count === 1
        ? 'It is sent or handled once more, and then the later events of its contact go on.'
        : 'Each is sent or handled once more, and then the later events of its contact go on.',
    confirm: 'Retry',
    reason: 'optional',
  };
}

/** What is asked before so many events are discarded. */
export function discardQuestion(count) {
  return {
    title: count === 1 ? 'Discard this event?' : `Discard ${number(count)} events?`,
    body:
      count === 1
        ? 'It is given up for good; the later events of its contact go on. This cannot be undone.'
        : 'They are given up for good; the later events of their contacts go on. This cannot be undone.',
    confirm: 'Discard',
    tone: 'danger',
    reason: 'required',
  };
}
