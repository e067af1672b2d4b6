// Ends the session, here in any case.

import { session } from './session.js';
import { toast } from './ui.js';

export async function signOut() {
  try {
    await session.signOut();
  } catch (failure) {
    if (failure.status === 401) return; // it had ended already
    toast(
      failure.outcome === 'unknown'
        ? 'You are signed out in this tab. Whether the server has ended the session is not known.'
        : 'You are signed out in this tab, but the server has not ended the session. It goes on until it expires.',
      'warn',
    );
  }
}
