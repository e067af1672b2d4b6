// The little of Markdown that the document uses: headings, paragraphs, lists, bold and code.

import { html } from '../webjars/lit-html/lit-html.js';

/** Headings stand one level below the heading before, `level`. */
export function prose(text, level = 2) {
  return text
    .trim()
    .split(/\n\s*\n|\n(?=#)/)
    .flatMap(block => blocks(block, level));
}

function blocks(block, level) {
  const heading = /^#+ (.*)(?:\n([\s\S]*))?$/.exec(block);
  if (heading) {
    const title = level === 2 ? html`<h3>${inline(heading[1])}</h3>` : html`<h4>${inline(heading[1])}</h4>`;
    return [title, ...(heading[2] ? blocks(heading[2], level) : [])];
  }
  if (/^[-*] /.test(block)) {
    return [html`<ul>${block.split(/\n(?=[-*] )/).map(item => html`<li>${inline(item.slice(2))}</li>`)}</ul>`];
  }
  return [html`<p>${inline(block)}</p>`];
}

export function inline(text) {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map(part => {
    if (part.startsWith('`') && part.length > 1) return html`<code>${part.slice(1, -1)}</code>`;
    return part.startsWith('**') ? html`<strong>${part.slice(2, -2)}</strong>` : part;
  });
}
