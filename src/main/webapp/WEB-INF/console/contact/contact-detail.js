// One contact: both formats side by side, what differs, what became of its changes.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { get, send } from '../platform/api.js';
import { ago, plural, time } from '../platform/format.js';
import { debounce } from '../platform/poll.js';
import { go, href } from '../platform/router.js';
import { session } from '../platform/session.js';
import { watchEvents } from '../platform/stream.js';
import { badge, confirmDialog, empty, icon, pageHeader, problem, skeleton, statusBadge, toast } from '../platform/ui.js';
import { PAIRS, foreignMembers } from './acme-format.js';
import { acmeIdOf, labelOf, nameOf } from './contact-fields.js';
import { internalValue, valueOf } from './contact-values.js';
import { contactStatus } from './list-columns.js';
import { repairContact } from './repair-dialog.js';

const EVENTS_SHOWN = 10;
// Many changes of one contact come as one look: thirty calls a minute is all there is.
const QUIET_MILLIS = 1500;
const BETWEEN_MILLIS = 5000;

export function contactDetail({ params, signal, redraw }) {
  const detail = new ContactDetail(params.id, signal, redraw);
  detail.load();
  detail.watch();
  return detail;
}

class ContactDetail {
  #id;
  #signal;
  #redraw;
  #contact = null;
  #acmecrm;
  #differences = [];
  #tooLarge = false;
  #problem = null;
  #events = null;
  #eventsProblem = null;
  #loadedAt = 0;
  #busy = false;

  constructor(id, signal, redraw) {
    this.#id = id;
    this.#signal = signal;
    this.#redraw = redraw;
  }

  async load() {
    this.#loadedAt = Date.now();
    try {
      await this.#loadFormats();
      this.#problem = null;
    } catch (failure) {
      this.#problem = failure;
    }
    if (this.#signal.aborted) {
      return;
    }
    if (this.#contact) {
      document.title = `${nameOf(this.#contact)} · AcmeCRM Integration`;
      this.#loadEvents();
    }
    this.#redraw();
  }

  async #loadFormats() {
    const path = `/api/contacts/${encodeURIComponent(this.#id)}`;
    try {
      const { data } = await get(`${path}/formats`, { signal: this.#signal });
      this.#contact = data.internal;
      this.#acmecrm = data.acmecrm;
      this.#differences = data.differences;
      this.#tooLarge = false;
    } catch (failure) {
      if (failure.type !== 'wrong-state') {
        throw failure;
      }
      // AcmeCRM's row is too large to be shown; ours is not.
      this.#contact = (await get(path, { signal: this.#signal })).data;
      this.#acmecrm = undefined;
      this.#differences = [];
      this.#tooLarge = true;
    }
  }

  async #loadEvents() {
    try {
      const query = { contactId: acmeIdOf(this.#contact), limit: EVENTS_SHOWN };
      const answer = await get('/api/events', { query, signal: this.#signal });
      this.#events = { list: answer.data, more: answer.meta.nextCursor !== null };
      this.#eventsProblem = null;
    } catch (failure) {
      this.#eventsProblem = failure;
    }
    this.#redraw();
  }

  watch() {
    const reload = debounce(QUIET_MILLIS, () => {
      const early = this.#loadedAt + BETWEEN_MILLIS - Date.now();
      if (this.#signal.aborted) {
        return;
      }
      if (early > 0) {
        setTimeout(reload, early);
      } else {
        this.load();
      }
    });
    this.#signal.addEventListener('abort', reload.cancel);
    watchEvents({
      signal: this.#signal,
      onGap: reload,
      onEvent: event => this.#contact && event.contactId === acmeIdOf(this.#contact) && reload(),
    });
  }

  // Doing

  async #repair() {
    const repaired = await repairContact(this.#id);
    if (repaired) {
      toast(`Repaired: both formats say the same, version ${repaired.version}`);
    }
    this.load();
  }

  async #delete() {
    const contact = this.#contact;
    const name = nameOf(contact);
    const sure = await confirmDialog({
      title: `Delete ${name}?`,
      body: html`<p>
          The contact goes from both formats, and AcmeCRM’s readers are told by an event <code>contact.deleted</code>. This cannot
          be undone.
        </p>
        <p class="text-secondary">Version ${contact.version}, ${contact.email}</p>`,
      confirm: 'Delete',
      tone: 'danger',
    });
    if (!sure) {
      return;
    }
    this.#busy = true;
    this.#redraw();
    try {
      await send('DELETE', `/api/contacts/${contact.id}`, undefined, { headers: { 'If-Match': `"${contact.version}"` } });
      toast(`${name} is deleted`);
      go('/contacts');
    } catch (failure) {
      this.#deleteFailed(failure, name);
    } finally {
      this.#busy = false;
      this.#redraw();
    }
  }

  #deleteFailed(failure, name) {
    if (failure.status === 404) {
      toast(`${name} had been deleted already`, 'info');
      go('/contacts');
    } else if (failure.status === 412) {
      toast('Not deleted: it was changed meanwhile. This is how it is now.', 'warn');
      this.load();
    } else if (failure.outcome === 'unknown') {
      toast(`It is not known whether ${name} was deleted. This is how it is now.`, 'warn');
      this.load();
    } else {
      toast(`Not deleted: ${failure.detail || failure.title}`, 'bad');
    }
  }

  // Drawing

  // Header and content always in the same places: the heading keeps the focus while its text comes.
  render() {
    return html`${this.#header()} ${this.#content()}`;
  }

  #header() {
    const contact = this.#contact;
    const back = { href: href('/contacts'), label: 'Contacts' };
    if (this.#gone || !contact) {
      return pageHeader({ title: this.#gone ? 'No such contact' : 'Contact', back });
    }
    return pageHeader({
      title: nameOf(contact),
      back,
      subtitle: html`${contactStatus(contact.status)} ${this.#drift()}
        <span class="subtitle-text">${[contact.title, contact.company].filter(Boolean).join(', ')}</span>`,
      actions: this.#actions(contact),
    });
  }

  get #gone() {
    return this.#problem?.status === 404;
  }

  #content() {
    const contact = this.#contact;
    const failure = problem(this.#problem, { retry: () => this.load() });
    if (this.#gone) {
      return this.#whereTo();
    }
    if (!contact) {
      return this.#problem ? failure : skeleton(8);
    }
    return html`
      ${failure}
      <div class="contact-grid">
        <div class="contact-main">${this.#formats(contact)}</div>
        <div class="contact-side">${this.#about(contact)} ${this.#history(contact)}</div>
      </div>
    `;
  }

  #drift() {
    if (this.#tooLarge) {
      return badge('not compared', 'warn');
    }
    return this.#differences.length
      ? badge(plural(this.#differences.length, 'difference'), 'warn')
      : badge('both formats agree', 'good');
  }

  #actions(contact) {
    const write = session.can('contacts.write');
    return html`
      ${
        session.can('contacts.repair') && (this.#differences.length || this.#tooLarge)
          ? html`<button type="button" class="btn btn-primary" @click=${() => this.#repair()}>${icon('tool')}Repair</button>`
          : nothing
      }
      ${write ? html`<a class="btn" href=${href(`/contacts/${contact.id}/edit`)}>${icon('edit')}Edit</a>` : nothing}
      ${
        write
          ? html`<button type="button" class="btn btn-outline-danger" ?disabled=${this.#busy} @click=${() => this.#delete()}>
              ${icon('trash')}Delete
            </button>`
          : nothing
      }
    `;
  }

  #formats(contact) {
    return html`<section class="card" aria-labelledby="formats-title">
      <div class="card-header"><h2 id="formats-title">Both formats</h2></div>
      ${
        this.#tooLarge
          ? html`<div class="card-note tone-warn">${icon('alert-triangle')}AcmeCRM’s row is larger than can be shown here.</div>`
          : nothing
      }
      ${
        this.#acmecrm === null
          ? html`<div class="card-note tone-warn">
              ${icon('alert-triangle')}AcmeCRM has no row for this contact. A repair from ours writes it anew.
            </div>`
          : nothing
      }
      <div class="table-scroll" tabindex="0" role="region" aria-label="Table of both formats">
        <table class="table formats">
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Internal</th>
              <th scope="col">AcmeCRM</th>
            </tr>
          </thead>
          <tbody>
            ${PAIRS.map(pair => this.#pair(pair, contact))}
          </tbody>
          ${this.#foreign()}
        </table>
      </div>
      <details class="json">
        <summary>As JSON</summary>
        <div class="json-both">
          ${this.#json('Internal', contact)} ${this.#acmecrm ? this.#json('AcmeCRM', this.#acmecrm) : nothing}
        </div>
      </details>
    </section>`;
  }

  #pair({ acme, internal }, contact) {
    const differs = this.#differences.includes(acme);
    return html`<tr class=${differs ? 'differs' : ''}>
      <th scope="row">
        <span class="field-name">${labelOf(`/${internal}`)}</span>
        <span class="acme-name">${acme}</span>
        ${differs ? badge('differs', 'warn') : nothing}
      </th>
      <td>${internalValue(internal, contact[internal])}</td>
      <td>${this.#acmecrm ? valueOf(this.#acmecrm[acme], 'missing') : html`<span class="value-none">–</span>`}</td>
    </tr>`;
  }

  #foreign() {
    const members = foreignMembers(this.#acmecrm);
    if (members.length === 0) {
      return nothing;
    }
    return html`<tbody>
      <tr class="group">
        <th colspan="3" scope="rowgroup">AcmeCRM’s own, never compared and never changed from here</th>
      </tr>
      ${members.map(
        ([name, value]) =>
          html`<tr>
            <th scope="row"><span class="acme-name">${name}</span></th>
            <td class="nothing"></td>
            <td>${valueOf(value)}</td>
          </tr>`,
      )}
    </tbody>`;
  }

  #json(title, value) {
    return html`<div>
      <h3>${title}</h3>
      <pre tabindex="0">${JSON.stringify(value, null, 2)}</pre>
    </div>`;
  }

  #about(contact) {
    const row = (term, value) =>
      html`<div>
        <dt>${term}</dt>
        <dd>${value}</dd>
      </div>`;
    return html`<section class="card" aria-labelledby="about-title">
      <div class="card-header"><h2 id="about-title">About</h2></div>
      <dl class="facts">
        ${row('Version', contact.version)} ${row('Created', time(contact.createdAt))}
        ${row('Changed', html`${time(contact.updatedAt)}<br /><span class="text-secondary">${ago(contact.updatedAt)}</span>`)}
        ${row('Source', contact.source)} ${row('Id in the source', html`<code>${contact.sourceId}</code>`)}
        ${row('Id', html`<code>${contact.id}</code>`)} ${row('Id in AcmeCRM', html`<code>${acmeIdOf(contact)}</code>`)}
      </dl>
    </section>`;
  }

  #history(contact) {
    const all = href('/events', { contactId: acmeIdOf(contact) });
    return html`<section class="card" aria-labelledby="events-title">
      <div class="card-header">
        <h2 id="events-title">Events</h2>
        <a class="header-link" href=${all}>All in the event list</a>
      </div>
      ${this.#eventsProblem ? html`<div class="card-body">${problem(this.#eventsProblem, { retry: () => this.#loadEvents() })}</div>` : nothing}
      ${this.#events ? this.#eventList(this.#events) : this.#eventsProblem ? nothing : html`<div class="card-body">${skeleton(4)}</div>`}
    </section>`;
  }

  #eventList({ list, more }) {
    if (list.length === 0) {
      return html`<p class="card-body text-secondary mb-0">No event is kept of this contact any more.</p>`;
    }
    return html`<ol class="contact-events">
        ${list.map(
          event =>
            html`<li>
              <a href=${href(`/events/${event.id}`)}>${event.type.replace('contact.', '')}</a>
              <span class="text-secondary">version ${event.version}</span>
              ${statusBadge(event.status)} <span class="contact-event-time">${time(event.createdAt)}</span>
              ${event.error ? html`<span class="contact-event-error">${event.error}</span>` : nothing}
            </li>`,
        )}
      </ol>
      ${more ? html`<p class="card-body text-secondary mb-0">Older ones are in the event list.</p>` : nothing}`;
  }

  #whereTo() {
    // Most contacts' id in AcmeCRM is not known any more; that of those made here is.
    return empty({
      icon: 'user-off',
      title: 'There is no such contact',
      text: 'It may have been deleted. Its events are kept for a while.',
      action: html`<a class="btn btn-primary" href=${href('/contacts')}>All contacts</a>
        <a class="btn" href=${href('/events', { contactId: this.#contact ? acmeIdOf(this.#contact) : `internal:${this.#id}` })}
          >Its events</a
        >`,
    });
  }
}
