// Small templates that all pages share. What they look like is in console.css.

import { html, nothing, render } from '../webjars/lit-html/lit-html.js';
import { live } from '../webjars/lit-html/directives/live.js';
import { onToken, token } from './token.js';

// The picture is a mask over the text's colour: one file an icon, no inline style, both themes.
class Icon extends HTMLElement {
  static observedAttributes = ['name'];

  attributeChangedCallback(_, __, name) {
    const url = new URL(`../webjars/tabler__icons/icons/outline/${name}.svg`, import.meta.url);
    this.style.maskImage = `url("${url}")`;
  }
}
customElements.define('ui-icon', Icon);

// Counts down by itself; a button around it can be used again at the end.
class Countdown extends HTMLElement {
  static observedAttributes = ['until'];

  connectedCallback() {
    this.setAttribute('role', 'timer');
    this.timer = setInterval(() => this.tick(), 250);
    this.tick();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  attributeChangedCallback() {
    if (this.isConnected) this.tick();
  }

  tick() {
    const seconds = Math.max(0, Math.ceil((Number(this.getAttribute('until')) - Date.now()) / 1000));
    const text = `${seconds} s`;
    if (this.textContent !== text) this.textContent = text;
    if (seconds > 0) return;
    clearInterval(this.timer);
    this.closest('button')?.removeAttribute('disabled');
    this.dispatchEvent(new CustomEvent('over', { bubbles: true }));
  }
}
customElements.define('ui-countdown', Countdown);

/** A Tabler icon by its name; each must be listed in pom.xml, which puts it into the WAR. Says nothing to screen readers. */
export function icon(name, classes = '') {
  return html`<ui-icon name=${name} class=${classes} aria-hidden="true"></ui-icon>`;
}

/** The seconds until then (epoch milliseconds). */
export function countdown(until) {
  return html`<ui-countdown until=${until}></ui-countdown>`;
}

export function pageHeader({ title, subtitle = nothing, actions = nothing, back = null }) {
  return html`
    <header class="page-top">
      <div class="page-top-text">
        ${back ? html`<a class="page-back" href=${back.href}>${icon('arrow-left')}${back.label}</a>` : nothing}
        <h1>${title}</h1>
        ${subtitle === nothing ? nothing : html`<div class="page-subtitle">${subtitle}</div>`}
      </div>
      ${actions === nothing ? nothing : html`<div class="page-actions">${actions}</div>`}
    </header>
  `;
}

/** tone: 'neutral', 'good', 'info', 'warn' or 'bad' */
export function badge(text, tone = 'neutral') {
  return html`<span class="pill tone-${tone}">${text}</span>`;
}

const STATES = {
  pending: ['clock', 'warn'],
  published: ['broadcast', 'info'],
  processed: ['circle-check', 'good'],
  failed: ['alert-circle', 'bad'],
  discarded: ['trash', 'neutral'],
  parked: ['hourglass', 'warn'],
  up: ['circle-check', 'good'],
  degraded: ['alert-triangle', 'warn'],
  down: ['circle-x', 'bad'],
  running: ['refresh', 'info'],
  done: ['circle-check', 'good'],
  cancelled: ['x', 'neutral'],
  active: ['circle-check', 'good'],
  disabled: ['lock', 'neutral'],
};

/** A state in word, colour and shape. */
export function statusBadge(state) {
  const [picture, tone] = STATES[state] ?? ['info-circle', 'neutral'];
  return html`<span class="pill tone-${tone}">${icon(picture)}${state}</span>`;
}

export function empty({ icon: picture = 'inbox', title, text = nothing, action = nothing }) {
  return html`
    <div class="empty-state">
      ${icon(picture, 'empty-icon')}
      <p class="empty-heading">${title}</p>
      ${text === nothing ? nothing : html`<p class="empty-text">${text}</p>`}
      ${action === nothing ? nothing : html`<div class="empty-action">${action}</div>`}
    </div>
  `;
}

/** A refusal or failure, plainly, and what to do; `retry` is called by its button. */
export function problem(failure, { retry } = {}) {
  if (!failure || failure.name === 'AbortError') return nothing;
  const waits = failure.retryAt > Date.now();
  return html`
    <div class="alert-box tone-${waits ? 'warn' : 'bad'}" role="alert">
      ${icon(waits ? 'hourglass' : 'alert-triangle')}
      <div class="alert-text">
        <strong>${failure.title ?? failure.message ?? 'Something went wrong in this page'}</strong>
        ${failure.detail ? html`<div>${failure.detail}</div>` : nothing}
        ${failure.errors?.length
          ? html`<ul>
              ${failure.errors.map(error => html`<li><code>${error.pointer}</code> ${error.detail}</li>`)}
            </ul>`
          : nothing}
        ${failure.requestId ? html`<div class="alert-small">Request <code>${failure.requestId}</code></div>` : nothing}
      </div>
      ${retry
        ? html`<button type="button" class="btn btn-sm" ?disabled=${waits} @click=${retry}>
            ${waits ? html`Again in&nbsp;${countdown(failure.retryAt)}` : html`${icon('refresh')}Try again`}
          </button>`
        : waits
          ? html`<span class="alert-small">again in ${countdown(failure.retryAt)}</span>`
          : nothing}
    </div>
  `;
}

/** A form's main button: busy while it works, with a countdown after a 429. `failure` is what its last use ended with. */
export function submitButton({ label, busy = false, failure = null, tone = 'primary', onClick, disabled = false }) {
  const waits = failure?.status === 429 && failure.retryAt > Date.now();
  return html`
    <button type=${onClick ? 'button' : 'submit'} class="btn btn-${tone}" ?disabled=${busy || waits || disabled} @click=${onClick ?? nothing}>
      ${busy ? html`<span class="spinner-border spinner-border-sm me-2" aria-hidden="true"></span>` : nothing}
      ${label}${waits ? html`&nbsp;in&nbsp;${countdown(failure.retryAt)}` : nothing}
    </button>
  `;
}

/** A labelled input, textarea ('textarea') or choice ('select', with `options` as [value, label]); the error stands beside it. */
export function field(settings) {
  const { label, name, error, hint, required = false } = settings;
  const id = settings.id ?? `field-${name}`;
  const notes = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return html`
    <div class="field">
      <label class="form-label ${required ? 'required' : ''}" for=${id}>${label}</label>
      ${control(settings, id, notes || nothing)}
      ${hint ? html`<div class="form-hint" id="${id}-hint">${hint}</div>` : nothing}
      ${error ? html`<div class="field-error" id="${id}-error">${icon('alert-circle')}${error}</div>` : nothing}
    </div>
  `;
}

function control({ name, value = '', type = 'text', error, required, onInput, options, autocomplete, placeholder, rows, readonly, maxlength }, id, notes) {
  // maxlength: for ASCII only. Of other characters browsers count some twice, and what is pasted they cut in silence.
  const input = event => onInput?.(event.target.value, event);
  const invalid = error ? 'true' : nothing;
  const wrong = error ? 'is-invalid' : '';
  if (type === 'select') {
    return html`<select class="form-select ${wrong}" id=${id} name=${name} ?required=${required} aria-invalid=${invalid}
      aria-describedby=${notes} @change=${input}>
      ${options.map(([key, text]) => html`<option value=${key} .selected=${live(key === value)}>${text}</option>`)}
    </select>`;
  }
  if (type === 'textarea') {
    return html`<textarea class="form-control ${wrong}" id=${id} name=${name} rows=${rows ?? 3} ?required=${required}
      ?readonly=${readonly} maxlength=${maxlength ?? nothing} placeholder=${placeholder ?? nothing} aria-invalid=${invalid}
      aria-describedby=${notes} .value=${live(value)} @input=${input}></textarea>`;
  }
  return html`<input class="form-control ${wrong}" id=${id} name=${name} type=${type} ?required=${required} ?readonly=${readonly}
    autocomplete=${autocomplete ?? 'off'} maxlength=${maxlength ?? nothing} placeholder=${placeholder ?? nothing}
    aria-invalid=${invalid} aria-describedby=${notes} .value=${live(value)} @input=${input}>`;
}

export function spinner(text = 'Loading') {
  return html`<div class="loading"><span class="spinner-border spinner-border-sm" aria-hidden="true"></span><span>${text}…</span></div>`;
}

/** Grey bars where the first content will stand, so that nothing jumps. */
export function skeleton(lines = 6) {
  return html`<div class="skeleton" aria-busy="true" aria-label="Loading">${Array.from({ length: lines }, () => html`<div class="skeleton-line"></div>`)}</div>`;
}

/**
 * Shows a modal dialog; `draw(close, redraw)` is its content (an element with class dialog-head, dialog-body, dialog-foot each),
 * `close(value)` ends it. The promise is of that value, null on Escape.
 */
export function openDialog(draw, { label, wide = false } = {}) {
  return new Promise(resolve => {
    const before = document.activeElement;
    const dialog = document.createElement('dialog');
    dialog.className = wide ? 'dialog dialog-wide' : 'dialog';
    if (label) dialog.setAttribute('aria-label', label);
    let result = null;
    let over = false;
    const close = (value = null) => {
      result = value;
      if (dialog.open) dialog.close();
      else end();
    };
    const redraw = () => over || render(draw(close, redraw), dialog);
    const suspension = suspendWithoutSession(dialog, end);
    dialog.addEventListener('close', () => suspension.active || end());
    function end() {
      over = true;
      suspension.stop();
      dialog.remove();
      if (before?.isConnected) before.focus();
      resolve(result);
    }
    document.body.append(dialog);
    redraw();
    if (!label) labelled(dialog);
    dialog.showModal();
  });
}

// Nobody could sign in under a modal dialog. It comes back to the same user, with what was typed.
function suspendWithoutSession(dialog, end) {
  const user = token()?.user.id;
  const suspension = { active: false };
  suspension.stop = onToken(() => {
    if (!token() && !suspension.active) {
      suspension.active = true;
      dialog.close();
    } else if (token() && suspension.active) {
      suspension.active = false;
      if (token().user.id === user) dialog.showModal();
      else end();
    }
  });
  return suspension;
}

let dialogs = 0;

function labelled(dialog) {
  const heading = dialog.querySelector('h2');
  if (!heading) return;
  heading.id ||= `dialog-title-${++dialogs}`;
  dialog.setAttribute('aria-labelledby', heading.id);
}

const LONGEST_REASON = 500;

/**
 * What is wrong with a reason, or null; `missing` is the text for an empty one. Counts as the service does: 𠮷 is one
 * character.
 */
export function faultOfReason(text, missing) {
  const reason = text.trim();
  if (missing && reason === '') return missing;
  return [...reason].length > LONGEST_REASON ? `must have at most ${LONGEST_REASON} characters` : null;
}

/** Asks before something is done; answers {reason} (empty where none was asked for), or null. */
export function confirmDialog({ title, body, confirm, tone = 'primary', reason }) {
  let text = '';
  let error = null;
  return openDialog((close, redraw) => {
    const submit = event => {
      event.preventDefault();
      error = reason ? faultOfReason(text, reason === 'required' ? 'Say why: it is kept with what is done.' : null) : null;
      if (error) {
        redraw();
        event.target.querySelector('#dialog-reason').focus();
        return;
      }
      close({ reason: text.trim() });
    };
    return html`
      <form @submit=${submit} novalidate>
        <div class="dialog-head"><h2>${title}</h2></div>
        <div class="dialog-body">
          <div>${body}</div>
          ${reason
            ? field({
                id: 'dialog-reason',
                name: 'reason',
                label: reason === 'required' ? 'Reason' : 'Reason (optional)',
                type: 'textarea',
                rows: 2,
                required: reason === 'required',
                value: text,
                error,
                onInput: value => ((text = value), (error = null), redraw()),
              })
            : nothing}
        </div>
        <div class="dialog-foot">
          <button type="button" class="btn" @click=${() => close()}>Cancel</button>
          <button type="submit" class="btn btn-${tone}">${confirm}</button>
        </div>
      </form>
    `;
  });
}

const TOAST_MILLIS = 6_000;

/** A short notice at the edge that goes by itself; tone as for badges. */
export function toast(text, tone = 'good') {
  const notice = document.createElement('div');
  notice.className = `toast-note tone-${tone}`;
  notice.setAttribute('role', tone === 'bad' ? 'alert' : 'status');
  const away = () => notice.remove();
  render(
    html`${icon(tone === 'good' ? 'circle-check' : tone === 'bad' ? 'alert-triangle' : 'info-circle')}<span>${text}</span>
      <button type="button" class="btn-close" aria-label="Dismiss" @click=${away}></button>`,
    notice,
  );
  place('toasts').append(notice);
  setTimeout(away, tone === 'bad' ? TOAST_MILLIS * 2 : TOAST_MILLIS);
}

/** Says a text to screen readers, politely. */
export function announce(text) {
  const region = place('announcements', { role: 'status', 'aria-live': 'polite' }, 'visually-hidden');
  // The same text twice is not a change, and would not be said again.
  region.textContent = region.textContent === text ? `${text}\u00a0` : text;
}

function place(id, attributes = {}, className = id) {
  let element = document.getElementById(id);
  if (!element) {
    element = Object.assign(document.createElement('div'), { id, className });
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    document.body.append(element);
  }
  return element;
}

/** A problem's errors by field: {'/email': 'must be …'} */
export function errorsByField(failure) {
  const errors = {};
  for (const { pointer, detail } of failure?.errors ?? []) errors[pointer] = errors[pointer] ? `${errors[pointer]}; ${detail}` : detail;
  return errors;
}
