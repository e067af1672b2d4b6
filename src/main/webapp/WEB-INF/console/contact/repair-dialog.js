// Makes both formats of a contact say the same again: whose values shall hold, what that will change, and then do it.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { get } from '../platform/api.js';
import { KeyedChange } from '../platform/keyed-change.js';
import { errorsByField, icon, openDialog, problem, skeleton, submitButton } from '../platform/ui.js';
import { internalNameOf, toAcme, toInternal } from './acme-format.js';
import { labelOf, nameOf } from './contact-fields.js';
import { internalValue, valueOf } from './contact-values.js';

/** @returns a promise of the repaired contact, or null where nothing was done */
export function repairContact(id) {
  const repair = new Repair(id);
  return openDialog((close, redraw) => repair.draw(close, redraw), { wide: true, label: 'Repair a contact' });
}

class Repair {
  #path;
  #repair = new KeyedChange();
  #formats = null;
  #from = null;
  #busy = false;
  #started = false;
  #failure = null;
  #changedMeanwhile = false;

  constructor(id) {
    this.#path = `/api/contacts/${encodeURIComponent(id)}`;
  }

  async #load(redraw) {
    try {
      this.#formats = (await get(`${this.#path}/formats`)).data;
      this.#failure = null;
    } catch (failure) {
      this.#failure = failure;
    }
    redraw();
  }

  async #send(close, redraw) {
    this.#busy = true;
    redraw();
    try {
      const body = { from: this.#from, version: this.#formats.internal.version };
      close((await this.#repair.send(`${this.#path}/repairs`, body)).data);
    } catch (failure) {
      await this.#failed(failure, redraw);
    } finally {
      this.#busy = false;
      redraw();
    }
  }

  async #failed(failure, redraw) {
    if (failure.type === 'stale-version' || failure.status === 412) {
      this.#changedMeanwhile = true;
      await this.#load(redraw);
    } else {
      this.#failure = failure;
    }
  }

  #choose(from, redraw) {
    if (this.#from !== from) {
      this.#from = from;
      this.#failure = null;
      redraw();
    }
  }

  draw(close, redraw) {
    if (!this.#started) {
      this.#started = true;
      this.#load(redraw);
    }
    const formats = this.#formats;
    const submit = event => {
      event.preventDefault();
      this.#send(close, redraw);
    };
    return html`<form @submit=${submit}>
      <div class="dialog-head"><h2>Repair ${formats ? nameOf(formats.internal) : 'a contact'}</h2></div>
      <div class="dialog-body">
        ${formats ? this.#body(formats, redraw) : this.#failure ? nothing : skeleton(5)} ${this.#problem(redraw)}
      </div>
      <div class="dialog-foot">
        <button type="button" class="btn" @click=${() => close()}>Cancel</button>
        ${submitButton({
          label:
            this.#from === 'acmecrm' ? 'Take AcmeCRM’s values' : this.#from === 'internal' ? 'Write ours to AcmeCRM' : 'Repair',
          busy: this.#busy,
          failure: this.#failure,
          disabled: !this.#from || !formats?.differences.length,
        })}
      </div>
    </form>`;
  }

  #body(formats, redraw) {
    if (formats.differences.length === 0) {
      return html`<p>Both formats say the same. There is nothing to repair.</p>`;
    }
    return html`
      ${
        this.#changedMeanwhile
          ? html`<div class="alert-box tone-warn" role="alert">
              ${icon('alert-triangle')}
              <div class="alert-text">
                The contact was changed meanwhile: it is version ${formats.internal.version} now. Look again.
              </div>
            </div>`
          : nothing
      }
      <fieldset class="choice">
        <legend>Whose values shall hold?</legend>
        ${this.#direction('internal', 'Ours', 'AcmeCRM’s row gets our values where it differs.', redraw)}
        ${
          formats.acmecrm
            ? this.#direction('acmecrm', 'AcmeCRM’s', 'Our contact gets AcmeCRM’s values where they differ.', redraw)
            : html`<p class="text-secondary mb-0">AcmeCRM has no row, so there are no values of its own to take.</p>`
        }
      </fieldset>
      ${this.#from ? this.#preview(formats) : this.#comparison(formats)}
    `;
  }

  #direction(from, title, text, redraw) {
    return html`<label class="choice-card">
      <input
        type="radio"
        class="form-check-input"
        name="from"
        .checked=${this.#from === from}
        @change=${() => this.#choose(from, redraw)}
      />
      <span><strong>${title}</strong><span class="text-secondary">${text}</span></span>
    </label>`;
  }

  #comparison({ internal, acmecrm, differences }) {
    return this.#table(
      ['Ours', 'AcmeCRM’s'],
      differences.map(acme => {
        const name = internalNameOf(acme);
        return {
          acme,
          name,
          cells: [internalValue(name, internal[name]), acmecrm ? valueOf(acmecrm[acme], 'missing') : valueOf(undefined, '–')],
        };
      }),
    );
  }

  #preview({ internal, acmecrm, differences }) {
    const errors = errorsByField(this.#failure);
    const toOurs = this.#from === 'acmecrm';
    return this.#table(
      toOurs ? ['Ours now', 'Ours afterwards'] : ['AcmeCRM’s now', 'AcmeCRM’s afterwards'],
      differences.map(acme => {
        const name = internalNameOf(acme);
        const error = Object.entries(errors).find(([pointer]) => pointer === `/${name}` || pointer.startsWith(`/${name}/`))?.[1];
        const cells = toOurs
          ? [internalValue(name, internal[name]), this.#taken(name, acmecrm[acme])]
          : [acmecrm ? valueOf(acmecrm[acme], 'missing') : valueOf(undefined, '–'), valueOf(toAcme(name, internal[name]))];
        return { acme, name, cells, error };
      }),
    );
  }

  #taken(name, value) {
    const { value: ours, unreadable } = toInternal(name, value);
    return unreadable
      ? html`${valueOf(value)}
          <div class="field-error">${icon('alert-circle')}${unreadable}</div>`
      : internalValue(name, ours);
  }

  #table([before, after], rows) {
    return html`<div class="table-scroll" tabindex="0" role="region" aria-label="What differs">
      <table class="table formats">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">${before}</th>
            <th scope="col">${after}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ acme, name, cells, error }) =>
              html`<tr>
                <th scope="row"><span class="field-name">${labelOf(`/${name}`)}</span><span class="acme-name">${acme}</span></th>
                <td>${cells[0]}</td>
                <td class="after">
                  ${cells[1]} ${error ? html`<div class="field-error">${icon('alert-circle')}${error}</div>` : nothing}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #problem(redraw) {
    if (!this.#failure) {
      return nothing;
    }
    return problem(this.#failure, this.#formats ? {} : { retry: () => this.#load(redraw) });
  }
}
