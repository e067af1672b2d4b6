// Calls the public REST API: token, kept answers by ETag, problems, waiting for the rate limit and for a new sign-in.

import { setToken, signedIn, token } from './token.js';

const KEPT_ANSWERS = 200;
const TIMEOUT_MILLIS = 30_000;
const kept = new Map();

/**
 * A refusal or failure as RFC 9457 has it; `type` is its slug, status 0 means that no answer came at all. `outcome` says
 * whether the call has changed something: 'none', or 'unknown' where the service has not said so.
 */
export class Problem extends Error {
  constructor({ status, type = 'about:blank', title, detail = '', errors = [], requestId = null, retryAfter = null, body = null, outcome = 'none' }) {
    super(title);
    Object.assign(this, { name: 'Problem', status, type, title, detail, errors, requestId, retryAfter, body, outcome });
    this.retryAt = retryAfter === null ? null : Date.now() + retryAfter * 1000;
  }
}

/** What the whole page is told about its traffic: until when GETs wait for the rate limit, and whether the server is away. */
export const traffic = Object.assign(new EventTarget(), { waitingUntil: null, away: false });

/** GET; repeated by itself after a 429, and after a new sign-in when the session has ended meanwhile. */
export async function get(path, { query, headers, signal } = {}) {
  const url = address(path, query);
  for (;;) {
    await signedIn(signal);
    try {
      return await conditional(url, headers, signal);
    } catch (failure) {
      if (failure.status === 429) await windowEnds(failure, signal);
      else if (!(failure.status === 401 && !token())) throw failure;
    }
  }
}

/** Any other method; never repeated by itself. A body that is not a string is sent as JSON. */
export async function send(method, path, body, { headers, signal, contentType = 'application/json' } = {}) {
  const sent = { ...headers };
  if (body !== undefined) sent['Content-Type'] = contentType;
  const text = body === undefined || typeof body === 'string' || body instanceof Blob ? body : JSON.stringify(body);
  return request(method, path, { body: text, headers: sent, signal });
}

/** Forgets kept answers, as on signing out. */
export function forget() {
  kept.clear();
}

export function address(path, query) {
  const parameters = new URLSearchParams();
  const entries = query instanceof URLSearchParams ? query : Object.entries(query ?? {});
  for (const [name, value] of entries) {
    if (value !== null && value !== undefined && value !== '') parameters.append(name, value);
  }
  const text = parameters.toString();
  return text ? `${path}?${text}` : path;
}

async function conditional(url, headers, signal) {
  const before = kept.get(url);
  const answer = await request('GET', url, {
    headers: before ? { ...headers, 'If-None-Match': before.etag } : { ...headers },
    signal,
  });
  if (answer.status === 304 && before) return before;
  if (answer.etag) keep(url, answer);
  else kept.delete(url);
  return answer;
}

function keep(url, answer) {
  kept.delete(url);
  kept.set(url, answer);
  if (kept.size > KEPT_ANSWERS) kept.delete(kept.keys().next().value);
}

async function request(method, url, { body, headers = {}, signal }) {
  const used = token();
  const response = await fetched(method, url, { body, headers: withToken(headers, used), signal });
  const content = await contentOf(method, response, signal);
  if (response.ok || response.status === 304) {
    return {
      status: response.status,
      body: content,
      data: content?.data,
      meta: content?.meta,
      etag: response.headers.get('ETag'),
      headers: response.headers,
    };
  }
  // Only the token that was refused ends the session: a slow answer must not end one that is newer.
  if (response.status === 401 && used && token() === used) setToken(null, 'expired');
  throw problemOf(method, response, content);
}

function withToken(headers, used) {
  return { Accept: 'application/json, application/problem+json', ...headers, ...(used && { Authorization: `Bearer ${used.value}` }) };
}

async function fetched(method, url, options) {
  const timeout = AbortSignal.timeout(TIMEOUT_MILLIS);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  try {
    const response = await fetch(url, { method, ...options, signal, cache: 'no-store', credentials: 'omit' });
    tell({ away: false });
    return response;
  } catch (failure) {
    if (options.signal?.aborted) throw failure;
    tell({ away: true });
    throw unreachable(method);
  }
}

async function contentOf(method, response, signal) {
  try {
    const text = await response.text();
    return /\bjson\b/.test(response.headers.get('Content-Type') ?? '') && text ? JSON.parse(text) : text || null;
  } catch (failure) {
    if (signal?.aborted) throw failure;
    throw unreachable(method);
  }
}

function unreachable(method) {
  const outcome = method === 'GET' ? 'none' : 'unknown';
  return new Problem({
    status: 0,
    type: 'unreachable',
    title: 'The server cannot be reached',
    detail: outcome === 'unknown' ? 'No answer came. It is not known whether the change was made.' : 'No answer came.',
    outcome,
  });
}

// A proxy answers 502, 503 and 504 when it has sent the call on, too; a service that has failed unforeseen says nothing.
function outcomeOf(method, response, body) {
  if (method === 'GET' || response.status < 500 || body.outcome === 'none') return 'none';
  return 'unknown';
}

function problemOf(method, response, content) {
  const body = content && typeof content === 'object' ? content : {};
  const outcome = outcomeOf(method, response, body);
  const seconds = Number.parseInt(response.headers.get('Retry-After'), 10);
  return new Problem({
    status: response.status,
    type: body.type?.replace(/^.*\//, ''),
    title: body.title ?? `The server answered ${response.status}`,
    detail: body.detail ?? (outcome === 'unknown' ? 'It is not known whether the change was made.' : undefined),
    errors: body.errors,
    requestId: body.requestId ?? response.headers.get('X-Request-Id'),
    retryAfter: Number.isNaN(seconds) ? null : seconds,
    body,
    outcome,
  });
}

function windowEnds(refusal, signal) {
  // A little later than told, and not all at the same moment: a page's calls were refused together.
  const millis = (refusal.retryAfter ?? 5) * 1000 + Math.random() * 500;
  tell({ waitingUntil: Math.max(traffic.waitingUntil ?? 0, Date.now() + millis) });
  return pause(millis, signal);
}

/** Fulfilled after so many milliseconds; rejected when the signal is aborted. */
export function pause(millis, signal) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const timer = setTimeout(resolve, millis);
    signal?.addEventListener('abort', () => (clearTimeout(timer), reject(signal.reason)), { once: true });
  });
}

function tell(change) {
  if (Object.entries(change).every(([name, value]) => traffic[name] === value)) return;
  Object.assign(traffic, change);
  traffic.dispatchEvent(new Event('change'));
}
