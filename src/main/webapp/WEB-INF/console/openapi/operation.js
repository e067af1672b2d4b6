// One operation: who may call it, with what, what it answers, and the form to try it.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { badge, icon } from '../platform/ui.js';
import { codeBlock } from './code.js';
import { method } from './method.js';
import { inline, prose } from './prose.js';
import { limits, schemaTree, typeText } from './schema.js';

export function operationPage({ chosen: operation, description: { resolve }, tryOut }) {
  return html`
    <article class="operation" aria-labelledby="operation-title">
      <div class="card">
        <div class="card-body prose">
          <h2 id="operation-title">${operation.summary}</h2>
          <p class="operation-address">${method(operation)} <code>${operation.path}</code></p>
          ${prose(operation.description)}
          <p class="operation-roles">${icon('key')} ${roles(operation)}</p>
          ${parameters(operation, resolve)}
          ${body(operation, resolve)}
        </div>
      </div>
      ${tryOut.render()}
      ${answers(operation, resolve)}
    </article>
  `;
}

function roles({ roles: names }) {
  if (names.length === 0) return html`Open to everyone, without a token.`;
  return html`For ${names.map((name, index) => html`${index > 0 ? ' ' : nothing}${badge(name)}`)}`;
}

function parameters({ parameters: all }, resolve) {
  if (all.length === 0) return nothing;
  return html`
    <h3>Parameters</h3>
    <ul class="schema">
      ${all.map(
        parameter => html`<li>
          <div class="schema-member">
            <code class="schema-name">${parameter.name}</code>
            <span class="text-secondary">${typeText(resolve(parameter.schema), resolve)} in ${parameter.in === 'header' ? 'a header' : `the ${parameter.in}`}</span>
            ${parameter.required ? html`<span class="schema-required">required</span>` : nothing}
          </div>
          ${limits(resolve(parameter.schema))}
          <div class="schema-text">${inline(parameter.description ?? '')}</div>
        </li>`,
      )}
    </ul>
  `;
}

function body({ body: described }, resolve) {
  if (!described) return nothing;
  return html`
    <h3>Body</h3>
    ${described.contents.map(
      (content, index) => html`
        <p class="text-secondary"><code>${content.type}</code>${described.required ? nothing : ', may be absent'}</p>
        ${index === 0 || content.schema?.$ref !== described.contents[0].schema?.$ref ? schemaTree(content.schema, resolve) : nothing}
      `,
    )}
  `;
}

function answers(operation, resolve) {
  return html`
    <section class="card" aria-labelledby="answers-title">
      <div class="card-header"><h3 class="card-title" id="answers-title">Answers</h3></div>
      <div class="answers">${operation.answers.map((answer, index) => answerPart(answer, index === 0, resolve))}</div>
    </section>
  `;
}

function answerPart(answer, open, resolve) {
  return html`
    <details class="answer" ?open=${open}>
      <summary>
        <span class="answer-status answer-status-${answer.status[0]}">${answer.status}</span>
        <span>${inline(answer.description)}</span>
      </summary>
      <div class="answer-body prose">
        ${answer.contents.map(
          content => html`
            ${content.examples.map(
              ({ name, value }) => html`<h4>Example: ${name}</h4>${codeBlock(text(value), { label: `Answer ${answer.status}, ${name}`, json: typeof value !== 'string' })}`,
            )}
            <details class="answer-schema"><summary><code>${content.type}</code></summary>${schemaTree(content.schema, resolve)}</details>
          `,
        )}
        ${headers(answer)}
      </div>
    </details>
  `;
}

function headers(answer) {
  if (answer.headers.length === 0) return nothing;
  return html`<h4>Headers</h4>
    <dl class="answer-headers">
      ${answer.headers.map(header => html`<dt><code>${header.name}</code></dt><dd>${inline(header.description ?? '')}</dd>`)}
    </dl>`;
}

export function text(value) {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
