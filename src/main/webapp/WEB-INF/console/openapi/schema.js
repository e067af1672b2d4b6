// A schema as a tree of members; deeper ones are folded.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { inline } from './prose.js';

const OPEN_DEPTH = 1;

export function schemaTree(schema, resolve, depth = 0) {
  const known = resolve(schema);
  if (!known) return nothing;
  const inner = innerOf(known, resolve);
  if (!inner) return html`<p>${typeText(known, resolve)} ${known.description ? inline(known.description) : nothing}</p>`;
  return html`
    ${known.description && depth === 0 ? html`<p>${inline(known.description)}</p>` : nothing}
    ${[known.type].flat()[0] === 'array' ? html`<p class="text-secondary">An array of:</p>` : nothing}
    ${members(inner, resolve, depth)}
    ${inner.additionalProperties === false ? html`<p class="text-secondary">No other members.</p>` : nothing}
  `;
}

function members(known, resolve, depth) {
  const entries = Object.entries(known.properties ?? {});
  if (entries.length === 0) return nothing;
  return html`<ul class="schema">
    ${entries.map(([name, schema]) => member(name, schema, known.required?.includes(name), resolve, depth))}
  </ul>`;
}

function member(name, schema, required, resolve, depth) {
  const known = resolve(schema);
  const inner = innerOf(known, resolve);
  return html`<li>
    <div class="schema-member">
      <code class="schema-name">${name}</code>
      <span class="text-secondary">${typeText(known, resolve)}</span>
      ${required ? html`<span class="schema-required">required</span>` : nothing}
    </div>
    ${limits(known)}
    ${known.description ? html`<div class="schema-text">${inline(known.description)}</div>` : nothing}
    ${inner && depth < 6
      ? html`<details ?open=${depth < OPEN_DEPTH}><summary>Members of <code>${name}</code></summary>${members(inner, resolve, depth + 1)}</details>`
      : nothing}
  </li>`;
}

/** The schema with members that stands in an object, an array of them or a map of them. */
function innerOf(known, resolve) {
  if (known.properties) return known;
  if (known.items) return innerOf(resolve(known.items), resolve);
  if (known.additionalProperties?.$ref || known.additionalProperties?.properties) {
    return innerOf(resolve(known.additionalProperties), resolve);
  }
  return null;
}

export function typeText(known, resolve) {
  const types = [known.type ?? 'any'].flat();
  const text = types.map(type => (type === 'array' && known.items ? `array of ${typeText(resolve(known.items), resolve)}` : type)).join(' or ');
  return known.format ? `${text} (${known.format})` : text;
}

export function limits(known) {
  const facts = [
    known.enum && known.enum.map(value => JSON.stringify(value)).join(', '),
    known.const !== undefined && `always ${JSON.stringify(known.const)}`,
    range(known.minLength, known.maxLength, 'characters'),
    range(known.minimum, known.maximum, ''),
    range(known.minItems, known.maxItems, 'items'),
    known.uniqueItems && 'each once',
    known.pattern && `like ${known.pattern}`,
    known.default !== undefined && `${JSON.stringify(known.default)} unless given`,
  ].filter(Boolean);
  return facts.length > 0 ? html`<div class="schema-limits">${facts.join(' · ')}</div>` : nothing;
}

function range(least, most, unit) {
  if (least === undefined && most === undefined) return null;
  const text = least !== undefined && most !== undefined ? `${least} to ${most}` : most !== undefined ? `up to ${most}` : `${least} or more`;
  return `${text} ${unit}`.trim();
}
