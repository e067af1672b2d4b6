// A form's life: busy while it is sent, errors beside the fields, the first of them in focus.

import { errorsByField, problem } from '../platform/ui.js';
import { nothing } from '../webjars/lit-html/lit-html.js';

export function form(values, { redraw, signal }) {
  const it = {
    values,
    errors: {},
    failure: null,
    busy: false,
    /** Sends by `task` unless `check` finds errors; answers whether it went well. */
    async submit(event, { check = () => ({}), task }) {
      event.preventDefault();
      if (it.busy) return false;
      const element = event.target;
      Object.assign(it, { errors: check(), failure: null });
      if (Object.keys(it.errors).length > 0) return wrong(element);
      it.busy = true;
      redraw();
      try {
        await task();
        return true;
      } catch (failure) {
        if (signal.aborted) return false;
        it.failure = failure;
        it.errors = errorsByField(failure);
        return false;
      } finally {
        it.busy = false;
        if (Object.keys(it.errors).length > 0) wrong(element);
        else redraw();
      }
    },
    set(name) {
      return value => {
        it.values[name] = value;
        delete it.errors[`/${name}`];
        redraw();
      };
    },
    /** What went wrong and stands beside no field. */
    problem() {
      return it.failure && Object.keys(errorsByField(it.failure)).length === 0 ? problem(it.failure) : nothing;
    },
  };

  function wrong(element) {
    redraw();
    requestAnimationFrame(() => element.querySelector('[aria-invalid="true"]')?.focus());
    return false;
  }

  return it;
}
