// The fields of a contact as they are typed, and what they come to. Knows nothing of how they are sent.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { live } from '../webjars/lit-html/directives/live.js';
import { field, icon } from '../platform/ui.js';
import { STATUSES, changedPointers, flatten, isObject, labelOf, unflatten } from './contact-fields.js';

const REQUIRED = ['/firstName', '/lastName', '/email'];

export class ContactForm {
  errors = {};

  #before;
  #typed;
  #redraw;
  #isNew;

  /** @param contact what is edited, or null for a new one */
  constructor(contact, redraw) {
    this.#redraw = redraw;
    this.#isNew = contact === null;
    this.#before = flatten(contact ?? { status: 'active' });
    this.#fill(this.#before);
  }

  #fill(flat) {
    const { customFields, tags, address, ...texts } = unflatten(flat);
    this.#typed = {
      ...Object.fromEntries(Object.entries(texts).map(([name, value]) => [`/${name}`, value])),
      ...Object.fromEntries(Object.entries(address).map(([name, value]) => [`/address/${name}`, value])),
      tags: tags ?? [],
      tag: '',
      customFields: Object.keys(customFields).length ? JSON.stringify(customFields, null, 2) : '',
      '/source': '',
      '/sourceId': '',
    };
  }

  get before() {
    return this.#before;
  }

  /** Goes on from another state of the contact with these values, as after a conflict. */
  rebase(before, values) {
    this.#before = before;
    this.#fill(values);
    this.errors = {};
  }

  /** @returns {flat, errors}: what is typed, and what is wrong with it already here */
  read() {
    const flat = new Map();
    for (const [pointer, value] of Object.entries(this.#typed)) {
      if (pointer.startsWith('/') && !pointer.startsWith('/source') && value) {
        flat.set(pointer, value);
      }
    }
    const tags = this.#tagsTyped();
    if (tags.length) {
      flat.set('/tags', tags);
    }
    const errors = {};
    for (const [pointer, value] of this.#customFields(errors)) {
      flat.set(pointer, value);
    }
    for (const pointer of REQUIRED.filter(each => !flat.get(each)?.trim())) {
      errors[pointer] = 'must not be blank';
    }
    return { flat, errors };
  }

  #customFields(errors) {
    const text = this.#typed.customFields.trim();
    if (text === '') {
      return [];
    }
    try {
      const value = JSON.parse(text);
      if (isObject(value)) {
        return flatten({ customFields: value });
      }
      errors['/customFields'] = 'must be a JSON object, such as {"tier": 2}';
    } catch (failure) {
      errors['/customFields'] = `is not JSON: ${failure.message}`;
    }
    return [];
  }

  /** The new contact's body; nothing in it that is empty. */
  toCreate() {
    const { address, customFields, ...contact } = unflatten(this.read().flat);
    return {
      ...contact,
      ...(Object.keys(address).length && { address }),
      ...(Object.keys(customFields).length && { customFields }),
      ...(this.#typed['/source'] && { source: this.#typed['/source'] }),
      ...(this.#typed['/sourceId'] && { sourceId: this.#typed['/sourceId'] }),
    };
  }

  get changes() {
    const { flat, errors } = this.read();
    const source = ['/source', '/sourceId'].filter(pointer => this.#typed[pointer]).length;
    const unreadable = errors['/customFields'] ? 1 : 0;
    const fields = changedPointers(this.#before, flat).filter(pointer => !(unreadable && pointer.startsWith('/customFields/')));
    return fields.length + source + unreadable;
  }

  // Drawing

  #type(pointer, value) {
    this.#typed[pointer] = value;
    delete this.errors[pointer];
    this.#redraw();
  }

  #errorOf(pointer) {
    const found = Object.keys(this.errors).filter(each => each === pointer || each.startsWith(`${pointer}/`));
    return found.map(each => this.errors[each]).join('; ') || undefined;
  }

  render(disabled) {
    return html`<fieldset class="form-body" ?disabled=${disabled}>
      ${this.#summary()}
      <section aria-labelledby="form-person">
        <h2 id="form-person">Person</h2>
        <div class="form-grid">
          ${this.#text('/firstName')} ${this.#text('/lastName')}
          ${this.#text('/email', { inputmode: 'email' })} ${this.#text('/phone')}
        </div>
      </section>
      <section aria-labelledby="form-work">
        <h2 id="form-work">Work</h2>
        <div class="form-grid">
          ${this.#text('/company')} ${this.#text('/title')}
          ${this.#text('/status', { type: 'select', options: STATUSES.map(status => [status, status]) })} ${this.#tags()}
        </div>
      </section>
      <section aria-labelledby="form-address">
        <h2 id="form-address">Address</h2>
        <div class="form-grid">
          <div class="form-wide">${this.#text('/address/street')}</div>
          ${this.#text('/address/postalCode')} ${this.#text('/address/city')}
          ${this.#text('/address/state')} ${this.#text('/address/country')}
        </div>
      </section>
      <section aria-labelledby="form-more">
        <h2 id="form-more">More</h2>
        ${this.#text('/notes', { type: 'textarea', rows: 4 })}
        <div class="form-code">
          ${field({
            label: labelOf('/customFields'),
            name: 'customFields',
            type: 'textarea',
            rows: Math.min(14, Math.max(3, this.#typed.customFields.split('\n').length)),
            value: this.#typed.customFields,
            error: this.#errorOf('/customFields'),
            hint: 'A JSON object of anything, up to 16 KiB and 5 levels deep.',
            placeholder: '{"tier": 2}',
            onInput: value => this.#typeCustomFields(value),
          })}
        </div>
      </section>
      ${this.#isNew ? this.#external() : nothing}
    </fieldset>`;
  }

  #typeCustomFields(value) {
    this.errors = Object.fromEntries(Object.entries(this.errors).filter(([pointer]) => !pointer.startsWith('/customFields')));
    this.#type('customFields', value);
  }

  #external() {
    return html`<section aria-labelledby="form-source">
      <h2 id="form-source">External id</h2>
      <p class="text-secondary">
        Where the contact comes from, and its id there. It cannot be changed later. Left empty, the source is
        <code>internal</code> and the id the new contact’s own.
      </p>
      <div class="form-grid">
        ${this.#text('/source', { maxlength: 50, hint: 'a–z, 0–9, _ and -' })}
        ${this.#text('/sourceId', { maxlength: 200, hint: 'letters, digits and . _ @ + = ~ -' })}
      </div>
    </section>`;
  }

  #text(pointer, settings = {}) {
    return field({
      label: labelOf(pointer),
      name: idOf(pointer),
      value: this.#typed[pointer] ?? '',
      required: REQUIRED.includes(pointer),
      error: this.#errorOf(pointer),
      onInput: value => this.#type(pointer, value),
      ...settings,
    });
  }

  #tags() {
    const error = this.#errorOf('/tags');
    const keys = event => {
      if (event.key === 'Enter' || event.key === ',') {
        event.preventDefault();
        const text = event.target.value;
        // Now and not with the next frame: whoever types fast is at the next tag by then.
        event.target.value = '';
        this.#addTags(text);
      } else if (event.key === 'Backspace' && event.target.value === '') {
        this.#setTags(this.#typed.tags.slice(0, -1));
      }
    };
    return html`<div class="field">
      <label class="form-label" for="field-tags">Tags</label>
      <div class="form-control tag-input ${error ? 'is-invalid' : ''}">
        ${this.#typed.tags.map(
          (tag, index) =>
            html`<span class="pill tone-neutral"
              >${tag}<button type="button" aria-label="Remove tag ${tag}" @click=${() => this.#removeTag(index)}>
                ${icon('x')}
              </button></span
            >`,
        )}
        <input
          id="field-tags"
          autocomplete="off"
          aria-invalid=${error ? 'true' : nothing}
          aria-describedby="field-tags-hint ${error ? 'field-tags-error' : ''}"
          .value=${live(this.#typed.tag)}
          @input=${event => this.#type('tag', event.target.value)}
          @keydown=${keys}
          @change=${event => this.#addTags(event.target.value)}
        />
      </div>
      <div class="form-hint" id="field-tags-hint">Enter or a comma ends a tag.</div>
      ${error ? html`<div class="field-error" id="field-tags-error">${icon('alert-circle')}${error}</div>` : nothing}
    </div>`;
  }

  #tagsTyped() {
    const typed = this.#typed.tag
      .split(',')
      .map(tag => tag.trim())
      .filter(Boolean);
    return [...new Set([...this.#typed.tags, ...typed])];
  }

  #addTags(text) {
    this.#typed.tag = text;
    const tags = this.#tagsTyped();
    this.#typed.tag = '';
    this.#setTags(tags);
  }

  #removeTag(index) {
    this.#setTags(this.#typed.tags.filter((_, each) => each !== index));
    document.getElementById('field-tags')?.focus();
  }

  #setTags(tags) {
    this.#typed.tags = tags;
    this.errors = Object.fromEntries(Object.entries(this.errors).filter(([pointer]) => !pointer.startsWith('/tags')));
    this.#redraw();
  }

  #summary() {
    const pointers = Object.keys(this.errors);
    if (pointers.length === 0) {
      return nothing;
    }
    return html`<div class="alert-box tone-bad" role="alert">
      ${icon('alert-triangle')}
      <div class="alert-text">
        <strong>${pointers.length === 1 ? 'One field needs' : `${pointers.length} fields need`} another value.</strong> Nothing
        was saved.
      </div>
    </div>`;
  }

  /** Goes to the first field that is at fault. */
  focusError(root) {
    root.querySelector('[aria-invalid="true"]')?.focus();
  }
}

function idOf(pointer) {
  return pointer.slice(1).replaceAll('/', '-');
}
