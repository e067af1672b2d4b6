// The API reference: all operations on the left, the one that the address names on the right.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { keyed } from '../webjars/lit-html/directives/keyed.js';
import { href, setQuery } from '../platform/router.js';
import { icon, pageHeader, problem, skeleton } from '../platform/ui.js';
import { loadDescription } from './description.js';
import { method } from './method.js';
import { operationPage } from './operation.js';
import { prose } from './prose.js';
import { tryOut } from './try-out.js';

const PATH = '/api-reference';

export async function open({ query, signal, redraw }) {
  const view = { description: null, failure: null, redraw, signal, query, search: '', chosen: null, tryOut: null };
  load(view);
  await styles();
  return {
    render: () => page(view),
    queryChanged(changed) {
      view.query = changed;
      if (view.description) choose(view);
    },
    close: () => view.tryOut?.stop(),
  };
}

async function load(view) {
  view.failure = null;
  try {
    view.description = await loadDescription(view.signal);
    choose(view);
  } catch (failure) {
    view.failure = failure;
  }
  view.redraw();
}

function choose(view) {
  const { query, description, redraw } = view;
  view.search = query.get('q') ?? '';
  const chosen = description.operations.find(operation => operation.id === query.get('operation')) ?? null;
  if (chosen === view.chosen) return;
  view.tryOut?.stop();
  view.chosen = chosen;
  view.tryOut = chosen && tryOut({ operation: chosen, resolve: description.resolve, redraw });
  scrollTo(0, 0);
  requestAnimationFrame(() => requestAnimationFrame(showChosen));
}

/** What the address names must not be out of sight in the list; only the list moves, which scrollIntoView does not promise. */
function showChosen() {
  const chosen = document.querySelector('.reference-link[aria-current]');
  const list = chosen?.closest('.reference-contents');
  if (!list) return;
  const { top, bottom } = chosen.getBoundingClientRect();
  const sight = list.getBoundingClientRect();
  if (top < sight.top || bottom > sight.bottom) list.scrollTop += top - sight.top - sight.height / 2;
}

/** They are nobody else's, and so not part of what every page loads. */
function styles() {
  const address = new URL('./openapi.css', import.meta.url).href;
  if (document.querySelector(`link[href="${address}"]`)) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: address, onload: resolve, onerror: reject });
    document.head.append(link);
  });
}

function page(view) {
  const { description, failure } = view;
  return html`
    ${pageHeader({
      title: 'API reference',
      subtitle: description ? `${description.info.title} ${description.info.version}, OpenAPI 3.1` : 'Every call of the service, with examples to try.',
      actions: html`<a class="btn" href="/openapi?format=yaml" target="_blank" rel="noopener">${icon('file-code')} openapi.yaml</a>`,
    })}
    ${description ? content(view) : failure ? problem(failure, { retry: () => load(view) }) : html`<div class="card card-body">${skeleton(12)}</div>`}
  `;
}

function content(view) {
  return html`
    <div class="reference">
      ${contentsList(view)}
      <div class="reference-text">
        ${keyed(view.chosen?.id, view.chosen ? operationPage(view) : introduction(view.description))}
      </div>
    </div>
  `;
}

function contentsList(view) {
  const tags = view.description.tags
    .map(tag => ({ ...tag, operations: tag.operations.filter(operation => fits(operation, view.search)) }))
    .filter(tag => tag.operations.length > 0);
  return html`
    <nav class="reference-contents card" aria-label="Operations">
      <div class="card-body">
        <label class="visually-hidden" for="reference-search">Search operations</label>
        <input id="reference-search" type="search" class="form-control" placeholder="Search operations" data-search
          .value=${view.search} @input=${event => setQuery({ q: event.target.value }, { replace: true })}>
        <a class="reference-link" href=${link(view, null)} aria-current=${view.chosen ? nothing : 'page'}>Introduction</a>
        ${tags.map(tag => tagList(view, tag))}
        ${tags.length === 0 ? html`<p class="text-secondary mt-3 mb-0">No operation has these words. Search by a path, a method or a word of the summary.</p>` : nothing}
      </div>
    </nav>
  `;
}

function tagList(view, tag) {
  return html`
    <h2 class="reference-tag" title=${tag.description}>${tag.name}</h2>
    <ul class="list-unstyled mb-0">
      ${tag.operations.map(
        operation => html`<li>
          <a class="reference-link" href=${link(view, operation.id)} aria-current=${operation === view.chosen ? 'page' : nothing}>
            ${method(operation)} <span class="reference-summary">${operation.summary}</span>
          </a>
        </li>`,
      )}
    </ul>
  `;
}

function link(view, operation) {
  return href(PATH, { operation, q: view.search });
}

function fits(operation, search) {
  const text = `${operation.method} ${operation.path} ${operation.summary} ${operation.id} ${operation.tag}`.toLowerCase();
  return search.toLowerCase().split(/\s+/).every(word => text.includes(word));
}

function introduction({ info, tags }) {
  return html`
    <article class="card">
      <div class="card-body prose">
        <h2>${info.title}</h2>
        <p class="lead">${info.summary}</p>
        ${prose(info.description)}
        <h3>Parts</h3>
        <dl class="reference-parts">${tags.map(tag => html`<dt>${tag.name}</dt><dd>${tag.description}</dd>`)}</dl>
      </div>
    </article>
  `;
}
