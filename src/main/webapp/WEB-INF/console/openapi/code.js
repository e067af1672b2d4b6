// Code as it stands in the reference: JSON with its parts told apart, and a button that copies.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { announce, icon, toast } from '../platform/ui.js';

const LONGEST_COLOURED = 50_000;
const PARTS = /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** A block that the keyboard can scroll. */
export function codeBlock(text, { label, json = false } = {}) {
  return html`<div class="code-block">
    <pre tabindex="0" role="group" aria-label=${label}><code>${json && text.length <= LONGEST_COLOURED ? coloured(text) : text}</code></pre>
    <button type="button" class="btn btn-icon btn-sm code-copy" aria-label="Copy: ${label}" title="Copy" @click=${() => copy(text)}>${icon('copy')}</button>
  </div>`;
}

function coloured(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(PARTS)) {
    parts.push(text.slice(end, match.index));
    const kind = match[2] !== undefined ? 'name' : match[1] !== undefined ? 'text' : 'value';
    parts.push(html`<span class="json-${kind}">${match[1] ?? match[0]}</span>`, match[2] ?? nothing);
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return parts;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    announce('Copied');
    toast('Copied');
  } catch {
    toast('The browser does not allow copying here; select the text instead.', 'warning');
  }
}
