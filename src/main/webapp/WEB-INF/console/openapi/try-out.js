// Calls an operation of this server as the form says, and shows the command line that does the same.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { get } from '../platform/api.js';
import { number } from '../platform/format.js';
import { session } from '../platform/session.js';
import { token } from '../platform/token.js';
import { icon, problem, spinner } from '../platform/ui.js';
import { codeBlock } from './code.js';

const MOST_SHOWN = 100_000;
const READING = ['GET', 'HEAD'];

export function tryOut({ operation, resolve, redraw }) {
  const content = operation.body?.contents[0] ?? null;
  const state = {
    operation,
    resolve,
    redraw,
    values: {},
    missing: new Set(),
    contentType: content?.type,
    body: content ? pretty(content.examples[0]?.value) : null,
    running: null,
    answer: null,
  };
  return { render: () => form(state), stop: () => state.running?.abort() };
}

function form(state) {
  const { operation } = state;
  const refused = operation.roles.length > 0 && !operation.roles.includes(session.user?.role);
  return html`
    <section class="card" aria-labelledby="try-title">
      <div class="card-header"><h3 class="card-title" id="try-title">Try it</h3></div>
      <form class="card-body try-out" novalidate @submit=${event => (event.preventDefault(), submit(state))}>
        ${operation.parameters.map(parameter => parameterField(state, parameter))}
        ${state.body === null ? nothing : bodyField(state)}
        ${codeBlock(curl(state), { label: 'The same as a curl command' })}
        <div class="try-actions">
          ${state.running
            ? html`<button type="button" class="btn" @click=${() => state.running.abort()}>${icon('player-stop')} Stop</button> ${spinner()}`
            : html`<button type="submit" class="btn btn-primary" ?disabled=${refused}>${icon('send')} Send ${operation.method}</button>`}
          <span class="text-secondary">${note(operation, refused)}</span>
        </div>
        ${answer(state)}
      </form>
    </section>
  `;
}

function note(operation, refused) {
  if (refused) return `Your role, ${session.user.role}, may not call this.`;
  const with_ = operation.roles.length > 0 ? 'Sent with your own token' : 'Sent without a token';
  return READING.includes(operation.method) ? `${with_}.` : `${with_}. This is the real thing: it changes what this server keeps.`;
}

function parameterField(state, parameter) {
  const id = `try-${parameter.in}-${parameter.name}`;
  const missing = state.missing.has(id);
  const values = state.resolve(parameter.schema).enum;
  const changed = event => {
    state.values[id] = event.target.value;
    state.missing.delete(id);
    state.redraw();
  };
  return html`
    <div class="try-field">
      <label class="form-label ${parameter.required ? 'required' : ''}" for=${id}><code>${parameter.name}</code></label>
      <div>
        <div class="input-group">
          ${values
            ? html`<select id=${id} class="form-select" .value=${state.values[id] ?? ''} @change=${changed}>
                <option value="">–</option>${values.map(value => html`<option value=${value}>${value}</option>`)}
              </select>`
            : html`<input id=${id} class="form-control ${missing ? 'is-invalid' : ''}" autocomplete="off" spellcheck="false"
                placeholder=${parameter.example === undefined ? '' : `such as ${parameter.example}`}
                aria-describedby=${missing ? `${id}-error` : nothing} aria-invalid=${missing ? 'true' : nothing}
                .value=${state.values[id] ?? ''} @input=${changed}>`}
          ${parameter.in === 'path' && source(state.operation, parameter)
            ? html`<button type="button" class="btn" @click=${() => takeReal(state, parameter, id)}>Take a real one</button>`
            : nothing}
        </div>
        ${missing ? html`<div class="invalid-feedback d-block" id="${id}-error">${state.reasons?.[id] ?? 'Needed, as it is a part of the path.'}</div>` : nothing}
      </div>
    </div>
  `;
}

function bodyField(state) {
  const { contents } = state.operation.body;
  const content = contents.find(one => one.type === state.contentType);
  return html`
    ${contents.length > 1
      ? html`<div class="try-field">
          <label class="form-label" for="try-type">Content-Type</label>
          <select id="try-type" class="form-select" @change=${event => ((state.contentType = event.target.value), state.redraw())}>
            ${contents.map(one => html`<option value=${one.type}>${one.type}</option>`)}
          </select>
        </div>`
      : nothing}
    <div class="try-field">
      <label class="form-label" for="try-body">Body</label>
      <div>
        ${content.examples.length > 1
          ? html`<div class="btn-list mb-2" role="group" aria-label="Examples">
              ${content.examples.map(
                ({ name, value }) => html`<button type="button" class="btn btn-sm" @click=${() => ((state.body = pretty(value)), state.redraw())}>${name}</button>`,
              )}
            </div>`
          : nothing}
        <textarea id="try-body" class="form-control font-monospace" rows=${Math.min(16, state.body.split('\n').length + 1)} spellcheck="false"
          .value=${state.body} @input=${event => ((state.body = event.target.value), state.redraw())}></textarea>
      </div>
    </div>
  `;
}

// --- what stands in the path -------------------------------------------------------------------------------------------

/** Where an id that exists is to be had. */
function source({ path }, { name }) {
  if (name === 'jti') return async () => session.id;
  if (name === 'slug') return async () => 'quota-exceeded';
  if (path.startsWith('/api/users/')) return async () => session.user.id;
  if (path.startsWith('/api/events/{')) return () => newest('/api/events', 'id');
  if (path.startsWith('/api/contacts/')) return () => newest('/api/contacts', name);
  return null;
}

async function newest(list, member) {
  const { data } = await get(list, { query: { limit: 1 } });
  return data[0]?.[member];
}

async function takeReal(state, parameter, id) {
  try {
    const value = await source(state.operation, parameter)();
    if (value) state.values[id] = value;
    fault(state, id, value ? null : 'There is none yet.');
  } catch (failure) {
    fault(state, id, failure.message);
  }
  state.redraw();
}

function fault(state, id, reason) {
  state.reasons = { ...state.reasons, [id]: reason ?? undefined };
  if (reason) state.missing.add(id);
  else state.missing.delete(id);
}

// --- the call ----------------------------------------------------------------------------------------------------------

function value(state, parameter) {
  return state.values[`try-${parameter.in}-${parameter.name}`]?.trim() ?? '';
}

function address(state, gap) {
  const query = new URLSearchParams();
  let path = state.operation.path;
  for (const parameter of state.operation.parameters) {
    const given = value(state, parameter);
    if (parameter.in === 'path') path = path.replace(`{${parameter.name}}`, given ? encodeURIComponent(given) : gap(parameter));
    else if (parameter.in === 'query' && given) query.append(parameter.name, given);
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

function headers(state) {
  const given = state.operation.parameters
    .filter(parameter => parameter.in === 'header' && value(state, parameter))
    .map(parameter => [parameter.name, value(state, parameter)]);
  return state.body ? [['Content-Type', state.contentType], ...given] : given;
}

function curl(state) {
  const { method, roles, answers } = state.operation;
  const endless = answers.some(one => one.contents.some(content => content.type === 'text/event-stream'));
  const flags = method === 'HEAD' ? '-I' : method === 'GET' ? (endless ? '-iN' : '-i') : `-i -X ${method}`;
  const parts = [`curl ${flags} ${quoted(location.origin + address(state, ({ name }) => `{${name}}`))}`];
  if (roles.length > 0) parts.push('-H "Authorization: Bearer $TOKEN"');
  for (const [name, text] of headers(state)) parts.push(`-H ${quoted(`${name}: ${text}`)}`);
  if (state.body) parts.push(`-d ${quoted(state.body)}`);
  return parts.join(' \\\n  ');
}

function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

async function submit(state) {
  if (state.running) return;
  for (const parameter of state.operation.parameters.filter(one => one.required && !value(state, one))) {
    fault(state, `try-${parameter.in}-${parameter.name}`, 'This is required.');
  }
  state.redraw();
  if (state.missing.size > 0) return focusFirst(state);
  const running = new AbortController();
  Object.assign(state, { running, answer: { text: '', began: performance.now() } });
  state.redraw();
  try {
    await call(state, running.signal);
  } catch (failure) {
    if (running.signal.aborted) state.answer.stopped = true;
    else state.answer = { failure };
  }
  state.running = null;
  state.redraw();
}

function focusFirst(state) {
  requestAnimationFrame(() => document.getElementById([...state.missing][0])?.focus());
}

/** By itself and not by the console's ways: whatever is answered, a 401 or a 429 too, is what was asked for. */
async function call(state, signal) {
  const { operation, answer } = state;
  const response = await fetch(address(state, () => ''), {
    method: operation.method,
    headers: [...headers(state), ...(operation.roles.length > 0 && token() ? [['Authorization', `Bearer ${token().value}`]] : [])],
    body: state.body && !READING.includes(operation.method) ? state.body : undefined,
    cache: 'no-store',
    credentials: 'omit',
    signal,
  });
  Object.assign(answer, { status: response.status, headers: [...response.headers], json: /json/.test(response.headers.get('Content-Type')) });
  answer.millis = performance.now() - answer.began;
  if (!response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value: part } = await reader.read();
    if (done) break;
    answer.text += part;
    state.redraw();
    if (answer.text.length > MOST_SHOWN) {
      answer.cut = true;
      await reader.cancel();
      break;
    }
  }
  if (answer.json && !answer.cut) answer.text = readable(answer.text);
}

function readable(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function answer({ answer: given, running }) {
  if (!given) return html`<div aria-live="polite"></div>`;
  if (given.failure) return html`<div aria-live="polite">${problem(given.failure)}</div>`;
  if (given.status === undefined) return html`<div aria-live="polite">${running ? nothing : 'Stopped before an answer came.'}</div>`;
  return html`
    <div class="try-answer">
      <p aria-live="polite" class="mb-2">
        <span class="answer-status answer-status-${Math.floor(given.status / 100)}">${given.status}</span>
        in ${number(Math.round(given.millis))} ms${running ? ', more is coming' : nothing}${given.stopped ? ', stopped' : nothing}${given.cut
          ? `, the first ${number(MOST_SHOWN)} characters`
          : nothing}
      </p>
      ${given.text ? codeBlock(given.text.slice(0, MOST_SHOWN), { label: 'Answer', json: given.json }) : html`<p class="text-secondary">No body.</p>`}
      <details class="answer-schema">
        <summary>Headers</summary>
        <dl class="answer-headers">${given.headers.map(([name, text]) => html`<dt><code>${name}</code></dt><dd>${text}</dd>`)}</dl>
      </details>
    </div>
  `;
}

function pretty(example) {
  return example === undefined ? '' : typeof example === 'string' ? example : JSON.stringify(example, null, 2);
}
