// How a field's value looks wherever two of them are compared.

import { html } from '../webjars/lit-html/lit-html.js';
import { badge } from '../platform/ui.js';
import { isObject } from './contact-fields.js';

const ADDRESS_LINES = [['street'], ['postalCode', 'city'], ['state'], ['country']];

/** So many words that there is room for, and how many more there are. */
export function fewTags(words, room, tone) {
  const more = words.length - room;
  return html`<span class="tags" title=${words.join(', ')}>
    ${words.slice(0, room).map(word => badge(word, tone))} ${more > 0 ? html`<span class="text-secondary">+${more}</span>` : ''}
  </span>`;
}

/** @param what 'empty' or another word for a value that is not there */
export function valueOf(value, what = 'empty') {
  if (value === undefined || value === '' || isEmptyList(value) || (isObject(value) && Object.keys(value).length === 0)) {
    return html`<span class="value-none">${value === undefined ? what : 'empty'}</span>`;
  }
  if (value === null) {
    return html`<code>null</code>`;
  }
  if (typeof value === 'string') {
    return html`<span class="value-text">${value}</span>`;
  }
  if (Array.isArray(value) && value.every(each => typeof each === 'string')) {
    return html`<span class="tags">${value.map(tag => badge(tag))}</span>`;
  }
  return typeof value === 'object'
    ? html`<pre class="value-json">${JSON.stringify(value, null, 2)}</pre>`
    : html`<code>${value}</code>`;
}

export function addressOf(address) {
  const lines = ADDRESS_LINES.map(names =>
    names
      .map(name => address?.[name])
      .filter(Boolean)
      .join(' '),
  );
  return valueOf(lines.filter(Boolean).join('\n'));
}

/** A value of our form under its name there. */
export function internalValue(name, value) {
  return name === 'address' ? addressOf(value) : valueOf(value);
}

function isEmptyList(value) {
  return Array.isArray(value) && value.length === 0;
}
