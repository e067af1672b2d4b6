// GET /api/events/stream by fetch, since EventSource cannot send a token. Resumes by Last-Event-ID, also after a rest.

import { pause } from './api.js';
import { setToken, signedIn, token } from './token.js';

const SILENCE_MILLIS = 30_000;
const LONGEST_BACKOFF_MILLIS = 30_000;
const HIDDEN_MILLIS = 60_000;

/** Calls onEvent(event, id) for each change, onGap() when the list must be read anew, onState('connecting'|'live'|'lost'). */
export async function watchEvents({ onEvent, onGap, onState = () => {}, signal }) {
  const state = { lastId: null, failures: 0, name: null };
  const tell = name => name !== state.name && !signal.aborted && onState((state.name = name));
  while (!signal.aborted) {
    try {
      await signedIn(signal);
      await looking(signal);
      if (state.failures === 0) tell('connecting');
      await connection({ state, onEvent, onGap, tell, signal });
    } catch (failure) {
      if (signal.aborted) return;
      state.failures++;
      state.retryAfter = failure.retryAfter;
    }
    if (state.failures > 0) tell('lost');
    await pause(backoff(state), signal).catch(() => {});
  }
}

function backoff({ failures, retryAfter }) {
  const millis = Math.min(LONGEST_BACKOFF_MILLIS, 500 * 2 ** failures);
  return Math.max((retryAfter ?? 0) * 1000, millis / 2 + (Math.random() * millis) / 2);
}

async function connection({ state, onEvent, onGap, tell, signal }) {
  const ended = new AbortController();
  const used = token();
  const quiet = watchdog(() => ended.abort());
  const rest = restWhenHidden(() => ended.abort());
  try {
    const response = await fetch('/api/events/stream', {
      headers: {
        Accept: 'text/event-stream',
        Authorization: `Bearer ${used.value}`,
        ...(state.lastId && { 'Last-Event-ID': state.lastId }),
      },
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.any([signal, ended.signal]),
    });
    if (!response.ok) throw refusal(response, used);
    state.failures = 0;
    state.retryAfter = null;
    tell('live');
    await read(response.body, quiet, message => {
      if (message.id) state.lastId = message.id;
      if (message.event === 'gap') onGap?.();
      else if (message.event === 'event') onEvent(JSON.parse(message.data), message.id);
    });
  } catch (failure) {
    if (!(rest.resting && !signal.aborted)) throw failure;
  } finally {
    ended.abort();
    quiet.stop();
    rest.stop();
  }
}

function refusal(response, used) {
  if (response.status === 401 && token() === used) setToken(null, 'expired');
  const seconds = Number.parseInt(response.headers.get('Retry-After'), 10);
  return Object.assign(new Error(`The stream answered ${response.status}`), { retryAfter: Number.isNaN(seconds) ? null : seconds });
}

async function read(body, quiet, onMessage) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let message = {};
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    quiet.reset();
    const lines = (rest + value).split(/\r?\n/);
    rest = lines.pop();
    for (const line of lines) {
      if (line === '') {
        if (message.data !== undefined) onMessage(message);
        message = {};
      } else addField(message, line);
    }
  }
}

function addField(message, line) {
  const [, name, value] = /^([^:]*):? ?(.*)$/s.exec(line);
  if (name === 'data') message.data = message.data === undefined ? value : `${message.data}\n${value}`;
  else if (name === 'event' || name === 'id') message[name] = value;
}

function watchdog(onSilence) {
  let timer = setTimeout(onSilence, SILENCE_MILLIS);
  return {
    reset: () => (clearTimeout(timer), (timer = setTimeout(onSilence, SILENCE_MILLIS))),
    stop: () => clearTimeout(timer),
  };
}

// The server serves only so many watchers: a tab that nobody looks at gives its place away.
function restWhenHidden(onRest) {
  const rest = { resting: false };
  let timer;
  const changed = () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => ((rest.resting = true), onRest()), HIDDEN_MILLIS);
  };
  changed();
  document.addEventListener('visibilitychange', changed);
  rest.stop = () => (clearTimeout(timer), document.removeEventListener('visibilitychange', changed));
  return rest;
}

function looking(signal) {
  if (!document.hidden) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const done = new AbortController();
    document.addEventListener('visibilitychange', () => !document.hidden && (done.abort(), resolve()), { signal: done.signal });
    signal.addEventListener('abort', () => (done.abort(), reject(signal.reason)), { once: true, signal: done.signal });
  });
}
