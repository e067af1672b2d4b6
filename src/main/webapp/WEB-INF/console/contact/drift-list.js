// Contacts whose two formats do not say the same, as the last check found them.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { get } from '../platform/api.js';
import { ago, number } from '../platform/format.js';
import { PagedList } from '../platform/paged-list.js';
import { href } from '../platform/router.js';
import { session } from '../platform/session.js';
import { announce, empty, icon, pageHeader, problem, spinner, toast } from '../platform/ui.js';
import { WindowedTable } from '../platform/windowed-table.js';
import { internalNameOf } from './acme-format.js';
import { labelOf } from './contact-fields.js';
import { contactTabs } from './contact-tabs.js';
import { fewTags } from './contact-values.js';
import { NARROW_SCREEN } from './list-columns.js';
import { repairContact } from './repair-dialog.js';

const PAGE = 100;
const ROW_HEIGHT = 44;
const NARROW_ROW_HEIGHT = 64;

export function driftList({ redraw, signal }) {
  NARROW_SCREEN.addEventListener('change', redraw, { signal });
  return new DriftList(redraw);
}

class DriftList {
  #redraw;
  #table;
  #list = null;
  #next = null;

  constructor(redraw) {
    this.#redraw = redraw;
    this.#table = new WindowedTable({ redraw });
    this.#load();
  }

  close() {
    this.#table.close();
    this.#list?.close();
    this.#next?.close();
  }

  #load() {
    this.#next?.close();
    const list = new PagedList({
      size: PAGE,
      load: (cursor, limit, signal) => get('/api/contacts/drift', { query: { cursor, limit }, signal }),
      changed: () => this.#listChanged(list),
    });
    this.#next = list;
    list.want(0, PAGE - 1);
  }

  #listChanged(list) {
    if (list === this.#next && (list.loaded || list.problem)) {
      this.#list?.close();
      this.#list = list;
      this.#next = null;
    }
    this.#redraw();
  }

  async #repair(drift) {
    const repaired = await repairContact(drift.id);
    if (repaired) {
      toast(`Repaired: both formats say the same, version ${repaired.version}`);
      announce('Repaired');
    }
    this.#load();
  }

  render() {
    const list = this.#list;
    return html`
      ${pageHeader({ title: 'Contacts' })} ${contactTabs('/contacts/drift')}
      <div class="card list-card ${this.#next && list ? 'is-stale' : ''}">
        <div class="list-toolbar">
          <p class="list-about">${this.#about(list?.meta)}</p>
          <button type="button" class="btn" @click=${() => this.#load()}>${icon('refresh')}Refresh</button>
        </div>
        ${list ? this.#body(list) : spinner('Loading drift')}
      </div>
    `;
  }

  #about(meta) {
    if (!meta?.checkedAt) {
      return meta ? 'No check has run yet; the first comes soon after the start.' : nothing;
    }
    return html`AcmeCRM may write its rows, too. The last check, ${ago(meta.checkedAt)}, found
      <strong>${number(meta.found)}</strong> that ${meta.found === 1 ? 'differs' : 'differ'} from ours.`;
  }

  #body(list) {
    if (list.problem && !list.loaded) {
      return html`<div class="card-body">${problem(list.problem, { retry: () => list.retry() })}</div>`;
    }
    if (list.complete && list.length === 0) {
      return empty({
        icon: 'circle-check',
        title: 'Both formats say the same',
        text: 'What differs since the last check comes with the next one.',
      });
    }
    const repairs = session.can('contacts.repair');
    const narrow = NARROW_SCREEN.matches;
    const columns = [
      { name: 'contact', header: 'Contact', className: 'col-wide' },
      ...(narrow ? [] : [{ name: 'differences', header: 'What differs', className: 'col-wide' }]),
      ...(narrow ? [] : [{ name: 'found', header: 'Found', className: 'col-time' }]),
      ...(repairs
        ? [{ name: 'repair', header: html`<span class="visually-hidden">Repair</span>`, className: 'col-action' }]
        : []),
    ];
    return html`
      ${this.#table.render({
        list,
        columns,
        label: 'Contacts that differ',
        rowHeight: narrow ? NARROW_ROW_HEIGHT : ROW_HEIGHT,
        stale: Boolean(this.#next),
        cells: (drift, index) => this.#cells(drift, index, repairs),
      })}
      ${list.problem ? html`<div class="card-body">${problem(list.problem, { retry: () => list.retry() })}</div>` : nothing}
      <div class="card-footer list-footer">
        <span>${list.complete ? number(list.length) : `${number(list.length)} and more`} that differ now</span>
        ${list.loading ? html`<span class="list-loading">Loading…</span>` : nothing}
      </div>
    `;
  }

  #cells(drift, index, repairs) {
    const narrow = NARROW_SCREEN.matches;
    const tabIndex = this.#table.tabIndex(index);
    const names = drift.differences.map(acme => labelOf(`/${internalNameOf(acme)}`));
    return html`<td class="col-wide">
        <a href=${href(`/contacts/${drift.id}`)} tabindex=${tabIndex}>${drift.sourceId}</a>
        <span class="text-secondary">${drift.source}</span>
        ${narrow ? html`<div class="second-line">${fewTags(names, 2, 'warn')}</div>` : nothing}
      </td>
      ${
        narrow
          ? nothing
          : html`<td class="col-wide">${fewTags(names, 4, 'warn')}</td>
              <td class="col-time">${ago(drift.foundAt)}</td>`
      }
      ${repairs ? this.#repairCell(drift, tabIndex) : nothing}`;
  }

  #repairCell(drift, tabIndex) {
    return html`<td class="col-action">
      <button
        type="button"
        class="btn btn-sm"
        tabindex=${tabIndex}
        aria-label="Repair ${drift.sourceId}"
        @click=${() => this.#repair(drift)}
      >
        Repair
      </button>
    </td>`;
  }
}
