// What of an overview somebody should look at, worst first. The bounds are those of the alerts in docs/operate.md.

import { duration, number, plural } from '../platform/format.js';

const NAMES = { postgresql: 'PostgreSQL', redis: 'Redis', kafka: 'Kafka' };
const LONG_PENDING_SECONDS = 60;
const LARGE_LAG = 10_000;

/** [{tone, text, hint, to: [path, query]}] */
export function findConcerns(overview) {
  const { events, parked, oldestPendingSeconds, consumerLag, poisonCount, drift, traffic, dependencies } = overview;
  const found = [];
  for (const { name, state } of dependencies) {
    if (state !== 'up') found.push({ tone: state === 'down' ? 'bad' : 'warn', text: `${NAMES[name] ?? name} is ${state}`, hint: WITHOUT[name] });
  }
  if (events.failed > 0) {
    found.push({
      tone: 'bad',
      text: plural(events.failed, 'event has failed', 'events have failed'),
      hint: parked > 0 ? `${plural(parked, 'later event of the same contacts waits', 'later events of the same contacts wait')} behind` : 'retry or discard',
      to: ['/events', { status: 'failed' }],
    });
  }
  if (oldestPendingSeconds > LONG_PENDING_SECONDS) {
    found.push({
      tone: 'warn',
      text: `An event has been pending for ${duration(oldestPendingSeconds)}`,
      hint: `${number(events.pending)} pending in all`,
      to: ['/events', { status: 'pending' }],
    });
  }
  if (consumerLag > LARGE_LAG) {
    found.push({
      tone: 'warn',
      text: `${number(consumerLag)} messages wait to be processed`,
      hint: 'events come faster than their handlers work, or a handler waits',
      to: ['/events', { status: 'published' }],
    });
  }
  if (poisonCount > 0) {
    found.push({
      tone: 'warn',
      text: plural(poisonCount, 'message was no event', 'messages were no events'),
      hint: 'copies are on the dead-letter topic',
    });
  }
  if (drift?.found > 0) {
    found.push({
      tone: 'warn',
      text: plural(drift.found, 'contact differs from its AcmeCRM form', 'contacts differ from their AcmeCRM form'),
      hint: 'compare and repair',
      to: ['/contacts/drift'],
    });
  }
  const refused = traffic?.slice(-2).reduce((sum, minute) => sum + minute.refused, 0) ?? 0;
  if (refused > 0) {
    found.push({
      tone: 'warn',
      text: plural(refused, 'request was refused', 'requests were refused'),
      hint: 'over a rate limit, within two minutes',
      to: ['/limits'],
    });
  }
  return found.sort((one, other) => (one.tone === 'bad' ? 0 : 1) - (other.tone === 'bad' ? 0 : 1));
}

const WITHOUT = {
  postgresql: 'nothing can be read or changed until it is back',
  redis: 'requests are refused until it is back',
  kafka: 'events wait in the outbox until it is back',
};
