// Two people changed one contact. The values side by side, a choice for each field, and nothing lost unseen.

import { html, nothing } from '../webjars/lit-html/lit-html.js';
import { openDialog } from '../platform/ui.js';
import { changedPointers, labelOf, same } from './contact-fields.js';
import { valueOf } from './contact-values.js';

const SIDES = [
  ['before', 'Before', 'when you began'],
  ['theirs', 'Theirs', 'as it is now'],
  ['mine', 'Mine', 'what you typed'],
];

/**
 * @param before, theirs, mine flat contacts, see contact-fields.js
 * @returns a promise of the chosen values, all of the contact; null on Escape
 */
export function resolveConflict({ before, theirs, mine, version, inDoubt }) {
  const rows = rowsOf({ before, theirs, mine });
  return openDialog((close, redraw) => dialog({ rows, theirs, version, inDoubt, close, redraw }), {
    wide: true,
    label: 'Changed by someone else meanwhile',
  });
}

function rowsOf(sides) {
  const { before, theirs, mine } = sides;
  const pointers = changedPointers(before, mine);
  const all = [...pointers, ...changedPointers(before, theirs).filter(pointer => !pointers.includes(pointer))];
  return all
    .filter(pointer => !same(mine.get(pointer), theirs.get(pointer)))
    .map(pointer => {
      const byMe = !same(before.get(pointer), mine.get(pointer));
      const byThem = !same(before.get(pointer), theirs.get(pointer));
      const values = { before: before.get(pointer), theirs: theirs.get(pointer), mine: mine.get(pointer) };
      return { pointer, values, both: byMe && byThem, chosen: byMe && byThem ? null : byMe ? 'mine' : 'theirs' };
    })
    .sort((one, other) => other.both - one.both);
}

function dialog({ rows, theirs, version, inDoubt, close, redraw }) {
  const open = rows.filter(row => row.chosen === null).length;
  const submit = event => {
    event.preventDefault();
    close(chosenValues(rows, theirs));
  };
  const all = side => {
    for (const row of rows) {
      row.chosen = side;
    }
    redraw();
  };
  return html`<form class="conflict" @submit=${submit}>
    <div class="dialog-head"><h2>Changed by someone else meanwhile</h2></div>
    <div class="dialog-body">
      <p>
        ${
          inDoubt
            ? `What you saved without an answer is not in it, or was changed again: the contact has become version ${version}.`
            : `Nothing of yours was saved yet: since you began, the contact has become version ${version}.`
        }
        Choose a value for each field, then save on top of it.
      </p>
      <div class="conflict-all">
        <button type="button" class="btn btn-sm" @click=${() => all('mine')}>All mine</button>
        <button type="button" class="btn btn-sm" @click=${() => all('theirs')}>All theirs</button>
      </div>
      <div class="table-scroll">
        <table class="table conflict-table">
          <thead>
            <tr>
              <th scope="col">Field</th>
              ${SIDES.map(([, title, hint]) => html`<th scope="col">${title}<span class="hint">${hint}</span></th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map((row, index) => rowOf(row, index, redraw))}
          </tbody>
        </table>
      </div>
    </div>
    <div class="dialog-foot">
      <span class="dialog-note" role="status">${open ? `${open} left to choose` : nothing}</span>
      <button type="button" class="btn" @click=${() => close()}>Back to the form</button>
      <button type="submit" class="btn btn-primary" ?disabled=${open > 0}>Save as version ${version + 1}</button>
    </div>
  </form>`;
}

function rowOf(row, index, redraw) {
  const choose = side => {
    row.chosen = side;
    redraw();
  };
  return html`<tr class=${row.chosen === null ? 'open' : ''}>
    <th scope="row">
      ${labelOf(row.pointer)}<span class="hint">${row.both ? 'changed by both' : row.chosen && byWhom(row)}</span>
    </th>
    ${SIDES.map(
      ([side, title]) =>
        html`<td class=${row.chosen === side ? 'chosen' : ''}>
          <label>
            <input
              type="radio"
              class="form-check-input"
              name="conflict-${index}"
              aria-label="${labelOf(row.pointer)}: ${title}"
              .checked=${row.chosen === side}
              @change=${() => choose(side)}
            />
            <span class="side-name">${title}</span>
            ${valueOf(row.values[side])}
          </label>
        </td>`,
    )}
  </tr>`;
}

function byWhom({ values }) {
  return same(values.before, values.mine) ? 'changed by them' : 'changed by you';
}

function chosenValues(rows, theirs) {
  const chosen = new Map(theirs);
  for (const { pointer, values, chosen: side } of rows) {
    if (values[side] === undefined) {
      chosen.delete(pointer);
    } else {
      chosen.set(pointer, values[side]);
    }
  }
  return chosen;
}
