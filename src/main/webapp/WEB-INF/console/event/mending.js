// Retries and discards of selected events: one call each, as many a minute as the rate limit lets through. Goes on when
// the page is left, since half a job is the worst of all.

import { get, pause, send } from '../platform/api.js';
import { session } from '../platform/session.js';

const ACTIONS = {
  retry: { path: 'retries', done: 'retried', isDone: status => status !== 'failed' && status !== 'discarded' },
  discard: { path: 'discards', done: 'discarded', isDone: status => status === 'discarded' },
};

/** The work that is being done or was done last: {action, total, done, refused: [{event, problem}], waitingUntil, running}. */
export const mending = Object.assign(new EventTarget(), { work: null });

/** Does it to one event; answers it as it is now. Where what came of it is not known, the event itself says. */
export async function mend(action, event, reason, signal) {
  const path = `/api/events/${encodeURIComponent(event.id)}`;
  try {
    return await send('POST', `${path}/${ACTIONS[action].path}`, reason ? { reason } : {}, { signal });
  } catch (failure) {
    if (failure.outcome !== 'unknown') throw failure;
    const now = await get(path, { signal }).catch(() => null);
    if (!now || !ACTIONS[action].isDone(now.data.status)) throw failure;
    return now;
  }
}

export function doneWord(action) {
  return ACTIONS[action].done;
}

/** Does it to many; `onDone(event)` is called with each as it is afterwards. */
export async function mendAll(action, events, reason, onDone) {
  const stop = new AbortController();
  const work = { action, total: events.length, done: 0, refused: [], waitingUntil: null, running: true, stopped: false };
  work.stop = () => ((work.stopped = true), stop.abort());
  mending.work = work;
  changed();
  const forget = session.onChange(() => session.user || work.stop());
  for (const event of events) {
    if (stop.signal.aborted) break;
    await mendOne(work, event, reason, onDone, stop.signal);
    changed();
  }
  forget();
  Object.assign(work, { running: false, waitingUntil: null });
  changed();
}

export function dismiss() {
  mending.work = null;
  changed();
}

async function mendOne(work, event, reason, onDone, signal) {
  while (!signal.aborted) {
    try {
      // A call that is under way is not broken off: it would not be known what became of it.
      const answer = await mend(work.action, event, reason);
      work.done++;
      onDone(answer.data);
      return await paced(work, answer.headers, signal);
    } catch (problem) {
      if (signal.aborted) return;
      if (problem.status !== 429) return void work.refused.push({ event, problem });
      await rest(work, problem.retryAfter ?? 5, signal);
    }
  }
}

// What the answer tells of the limit is believed, so that the next call is not refused in the first place.
async function paced(work, headers, signal) {
  const [, left, seconds] = /r=(\d+);t=(\d+)/.exec(headers.get('RateLimit') ?? '') ?? [];
  if (left === '0' && work.done + work.refused.length < work.total) await rest(work, Number(seconds), signal);
}

async function rest(work, seconds, signal) {
  work.waitingUntil = Date.now() + seconds * 1000;
  changed();
  await pause(seconds * 1000 + 200, signal).catch(() => {});
  work.waitingUntil = null;
}

function changed() {
  mending.dispatchEvent(new Event('change'));
}
