// A change that is made once, however often it is sent: under one Idempotency-Key while what came of it is not known.

import { pause, send } from './api.js';

// What the service answers after it has looked the key up: the same under this key was not made before.
const SETTLED = [409, 412, 422];

export class KeyedChange {
  #key = null;
  #text = null;

  /** Whether an attempt may have been made; `none` of a later attempt says nothing of an earlier one. */
  inDoubt = false;

  /** POST; the same body again goes under the same key, another one under a new key. */
  async send(path, body, { signal } = {}) {
    const text = JSON.stringify(body);
    if (text !== this.#text) {
      Object.assign(this, { inDoubt: false });
      this.#text = text;
      this.#key = randomKey();
    }
    try {
      const answer = await this.#sendWhenFree(path, signal);
      this.#forget();
      return answer;
    } catch (failure) {
      this.#note(failure);
      throw failure;
    }
  }

  async #sendWhenFree(path, signal) {
    for (;;) {
      try {
        return await send('POST', path, this.#text, { headers: { 'Idempotency-Key': this.#key } });
      } catch (failure) {
        if (failure.type !== 'idempotency-key-in-use') throw failure;
        this.inDoubt = true;
        await pause((failure.retryAfter ?? 1) * 1000, signal);
      }
    }
  }

  #note(failure) {
    if (failure.outcome === 'unknown') this.inDoubt = true;
    else if (SETTLED.includes(failure.status)) this.#forget();
  }

  #forget() {
    this.inDoubt = false;
    this.#text = null;
    this.#key = null;
  }
}

/** crypto.randomUUID() is not there on plain HTTP from another machine. */
function randomKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
}
