// Asks before a page with unsaved changes is left, whichever way: a link, the back button, another address, the window.

import { confirmDialog } from '../platform/ui.js';

/** @param changes () → how many are not saved; guarded until the signal is aborted or `release()` of the answer is called */
export function guardChanges({ changes, signal }) {
  const address = location.hash;
  const over = new AbortController();
  signal.addEventListener('abort', () => over.abort());

  // The browser has gone already. The address is put back before the router looks at it, and only then it is asked;
  // whichever way it went, the page it went to is then one step back.
  const moved = async () => {
    if (location.hash === address || changes() === 0) {
      return;
    }
    history.pushState(null, '', address);
    if (await mayLeave(changes())) {
      over.abort();
      history.back();
    }
  };
  const unloading = event => {
    if (changes() > 0) {
      event.preventDefault();
    }
  };
  addEventListener('popstate', moved, { signal: over.signal });
  addEventListener('beforeunload', unloading, { signal: over.signal });
  return { release: () => over.abort() };
}

async function mayLeave(changes) {
  const answer = await confirmDialog({
    title: 'Leave without saving?',
    body: `${changes === 1 ? 'One change is' : `${changes} changes are`} not saved and will be lost.`,
    confirm: 'Leave',
    tone: 'danger',
  });
  return answer !== null;
}
