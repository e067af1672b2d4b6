// How times, spans and numbers read.

import { html } from '../webjars/lit-html/lit-html.js';

const numbers = new Intl.NumberFormat('en');
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayAndYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

/** A time in the viewer's zone, with UTC on hover. */
export function time(iso) {
  return iso ? html`<time datetime=${iso} title=${utc(iso)}>${local(iso)}</time>` : html`<span class="text-secondary">–</span>`;
}

/** How long ago, with UTC on hover. */
export function ago(iso) {
  if (!iso) return html`<span class="text-secondary">–</span>`;
  return html`<time datetime=${iso} title=${utc(iso)}>${agoText(iso)}</time>`;
}

/** '26 Nov, 08:00:00' in the viewer's zone, with the year where it is another than this. */
export function local(iso) {
  const date = new Date(iso);
  const form = date.getFullYear() === new Date().getFullYear() ? day : dayAndYear;
  return `${form.format(date)}, ${clock.format(date)}`;
}

/** '2026-11-26 07:00:00.123 UTC' */
export function utc(iso) {
  return `${new Date(iso).toISOString().replace('T', ' ').replace('Z', '')} UTC`;
}

export function agoText(iso) {
  const seconds = (Date.now() - Date.parse(iso)) / 1000;
  if (seconds < -1) return `in ${coarse(-seconds)}`;
  return seconds < 1 ? 'just now' : `${coarse(seconds)} ago`;
}

// Who reads how long ago something was does not ask for the seconds of an hour.
function coarse(seconds) {
  return duration(seconds).split(' ').slice(0, 2).join(' ');
}

/** '0.4 s', '12 s', '3 min 5 s', '2 h 10 min', '4 d 3 h' */
export function duration(seconds) {
  if (seconds > 0 && seconds < 10) return `${Math.round(seconds * 10) / 10} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return two(Math.floor(whole / 60), 'min', whole % 60, 's');
  if (whole < 86_400) return two(Math.floor(whole / 3600), 'h', Math.floor((whole % 3600) / 60), 'min');
  return two(Math.floor(whole / 86_400), 'd', Math.floor((whole % 86_400) / 3600), 'h');
}

function two(first, unit, second, smaller) {
  return second === 0 ? `${first} ${unit}` : `${first} ${unit} ${second} ${smaller}`;
}

/** '1,234' */
export function number(n) {
  return numbers.format(n);
}

/** '1 event', '1,234 events' */
export function plural(n, noun, nouns = `${noun}s`) {
  return `${number(n)} ${n === 1 ? noun : nouns}`;
}
