// Making a contact and changing one.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { get, send } from '../platform/api.js';
import { plural } from '../platform/format.js';
import { KeyedChange } from '../platform/keyed-change.js';
import { go, href } from '../platform/router.js';
import { session } from '../platform/session.js';
import { empty, errorsByField, icon, pageHeader, problem, skeleton, submitButton, toast } from '../platform/ui.js';
import { resolveConflict } from './conflict-dialog.js';
import { Unwritable, changedPointers, flatten, nameOf, patchOf, same } from './contact-fields.js';
import { ContactForm } from './contact-form.js';
import { guardChanges } from './leave-guard.js';

export function newContact(context) {
  return session.can('contacts.write') ? new NewContact(context) : refused();
}

export function editContact(context) {
  return session.can('contacts.write') ? new EditContact(context).begin() : refused();
}

function refused() {
  return {
    render: () =>
      html`${pageHeader({ title: 'Contacts', back: { href: href('/contacts'), label: 'Contacts' } })}
      ${empty({ icon: 'lock', title: 'Your role reads contacts only', text: 'An administrator can give you another role.' })}`,
  };
}

/** What both have in common: the form, its bar, and what a refusal leads to. */
class Editor {
  form = null;
  failure = null;
  busy = false;
  locked = false;

  constructor({ signal, redraw }) {
    this.signal = signal;
    this.redraw = redraw;
  }

  begin(contact) {
    this.form = new ContactForm(contact, this.redraw);
    this.guard = guardChanges({ changes: () => this.form.changes, signal: this.signal });
  }

  #submit = async event => {
    event?.preventDefault();
    if (this.busy) {
      return;
    }
    const { errors } = this.form.read();
    this.failure = null;
    if (Object.keys(errors).length && !this.locked) {
      this.showErrors(errors);
      return;
    }
    this.busy = true;
    this.redraw();
    try {
      await this.save();
    } catch (failure) {
      this.#failed(failure);
    } finally {
      this.busy = false;
      this.redraw();
    }
  };

  #failed(failure) {
    if (this.signal.aborted) {
      return;
    }
    if (failure instanceof Unwritable) {
      this.showErrors({ [failure.pointer]: failure.message });
    } else if (failure.errors?.length) {
      this.showErrors(errorsByField(failure));
    } else if (failure.status !== 401) {
      // After a new sign-in the form is as it was, and can be sent again.
      this.failure = failure;
    }
  }

  showErrors(errors) {
    this.form.errors = errors;
    this.redraw();
    // After the frame in which they are drawn.
    requestAnimationFrame(() => this.form.focusError(document));
  }

  saved(contact, text) {
    this.guard.release();
    toast(text);
    go(`/contacts/${contact.id}`, null, { replace: true });
  }

  #pressed = event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      this.#submit(event);
    }
  };

  draw({ title, subtitle = nothing, back, label, note = nothing }) {
    const changes = this.form.changes;
    return html`${pageHeader({ title, subtitle, back })} ${this.#body(back, label, note, changes)}`;
  }

  #body(back, label, note, changes) {
    return html`<form class="card contact-form" novalidate @submit=${this.#submit} @keydown=${this.#pressed}>
      ${this.form.render(this.busy || this.locked)}
      <div class="form-bar">
        ${this.failure ? html`<div class="form-failure">${problem(this.failure)}</div>` : nothing} ${note}
        <span class="form-changes">${changes ? `${plural(changes, 'change')} not saved` : nothing}</span>
        <a class="btn" href=${back.href}>Cancel</a>
        ${submitButton({ label, busy: this.busy, failure: this.failure })}
      </div>
    </form>`;
  }
}

class NewContact extends Editor {
  // While what came of an attempt is not known, the same again makes one contact, whatever came of it. So the form is
  // locked until that is answered.
  #creation = new KeyedChange();
  #sent = null;

  constructor(context) {
    super(context);
    this.begin(null);
  }

  async save() {
    this.#sent = this.locked ? this.#sent : this.form.toCreate();
    try {
      const { data } = await this.#creation.send('/api/contacts', this.#sent, { signal: this.signal });
      this.saved(data, `${nameOf(data)} is created`);
    } catch (failure) {
      this.#refused(failure);
      throw failure;
    }
  }

  #refused(failure) {
    this.locked = this.#creation.inDoubt;
    if (failure.type === 'duplicate-contact') {
      this.existingId = failure.body.existingId;
      failure.errors = [{ pointer: '/sourceId', detail: 'there is a contact with this external id already' }];
    }
  }

  render() {
    return this.draw({
      title: 'New contact',
      back: { href: href('/contacts'), label: 'Contacts' },
      label: this.locked ? 'Try again' : 'Create contact',
      note: this.#note(),
    });
  }

  #note() {
    if (this.locked) {
      return html`<p class="form-note">
        ${icon('info-circle')}Whether the contact was made is not known. Trying again is safe: it makes one contact, not two.
      </p>`;
    }
    return this.existingId && this.form.errors['/sourceId']
      ? html`<p class="form-note">
          <a href=${href(`/contacts/${this.existingId}`)}>Open the contact that has this external id</a>
        </p>`
      : nothing;
  }
}

class EditContact extends Editor {
  #id;
  #path;
  #contact = null;
  // Pointers and values that were sent without learning what came of it; they may be saved.
  #inDoubt = null;

  constructor(context) {
    super(context);
    this.#id = context.params.id;
    this.#path = `/api/contacts/${encodeURIComponent(this.#id)}`;
  }

  begin() {
    this.#load();
    return this;
  }

  async #load() {
    this.failure = null;
    try {
      this.#contact = (await get(this.#path, { signal: this.signal })).data;
      super.begin(this.#contact);
      document.title = `Edit ${nameOf(this.#contact)} · AcmeCRM Integration`;
    } catch (failure) {
      this.failure = failure;
    }
    this.redraw();
  }

  async save() {
    const mine = this.form.read().flat;
    const patch = patchOf(this.form.before, mine);
    if (Object.keys(patch).length === 0 && !this.#inDoubt) {
      this.saved(this.#contact, 'Nothing was changed');
      return;
    }
    try {
      const { data } = await send('PATCH', this.#path, { ...patch, version: this.#contact.version }, MERGE_PATCH);
      this.saved(data, `Saved as version ${data.version}`);
    } catch (failure) {
      if (failure.type === 'stale-version' || failure.status === 412) {
        await this.#resolve(mine);
        return;
      }
      if (failure.outcome === 'unknown') {
        this.#inDoubt ??= new Map(changedPointers(this.form.before, mine).map(pointer => [pointer, mine.get(pointer)]));
      }
      throw failure;
    }
  }

  /** Someone else was first. What they have written is looked at before anything is sent again. */
  async #resolve(mine) {
    const current = (await get(this.#path, { signal: this.signal })).data;
    const theirs = flatten(current);
    const inDoubt = this.#inDoubt;
    this.#inDoubt = null;
    if (inDoubt && isIn(inDoubt, theirs)) {
      await this.#goOnFrom(current, theirs, mine, inDoubt);
      return;
    }
    if (changedPointers(theirs, mine).length === 0) {
      this.saved(current, `Saved as version ${current.version}`);
      return;
    }
    const chosen = await resolveConflict({ before: this.form.before, theirs, mine, version: current.version, inDoubt: inDoubt !== null });
    if (chosen === null) {
      return;
    }
    this.#contact = current;
    this.form.rebase(theirs, chosen);
    await this.save();
  }

  /** The attempt in doubt was saved. What was typed since is sent on top of it, and what others have written stays. */
  async #goOnFrom(current, now, mine, saved) {
    const typed = new Map(now);
    for (const pointer of [...saved.keys(), ...changedPointers(this.form.before, mine)]) {
      if (mine.has(pointer)) typed.set(pointer, mine.get(pointer));
      else typed.delete(pointer);
    }
    this.#contact = current;
    if (changedPointers(now, typed).length === 0) {
      this.saved(current, `Saved as version ${current.version}`);
      return;
    }
    this.form.rebase(now, typed);
    await this.save();
  }

  render() {
    const back = { href: href(`/contacts/${this.#id}`), label: this.#contact ? nameOf(this.#contact) : 'Contact' };
    if (!this.form) {
      return html`${pageHeader({ title: 'Edit contact', back })} ${this.failure ? this.#notLoaded() : skeleton(8)}`;
    }
    return this.draw({
      title: `Edit ${nameOf(this.#contact)}`,
      subtitle: `Version ${this.#contact.version}`,
      back,
      label: 'Save',
      note: this.#inDoubt
        ? html`<p class="form-note">
            ${icon('info-circle')}Whether your changes were saved is not known. Saving again is safe: nothing is written twice.
          </p>`
        : nothing,
    });
  }

  #notLoaded() {
    if (this.failure.status === 404) {
      return empty({
        icon: 'user-off',
        title: 'There is no such contact',
        text: 'It may have been deleted.',
        action: html`<a class="btn btn-primary" href=${href('/contacts')}>All contacts</a>`,
      });
    }
    return problem(this.failure, { retry: () => this.#load() });
  }
}

/** Whether the contact holds everything that was sent without an answer: then it was this form that has changed it. */
function isIn(sent, contact) {
  return [...sent].every(([pointer, value]) => same(contact.get(pointer), value));
}

const MERGE_PATCH = { contentType: 'application/merge-patch+json' };
