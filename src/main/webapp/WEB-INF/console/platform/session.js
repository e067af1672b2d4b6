// Who is signed in, and what the role may do. The server decides; this only spares offering what it would refuse.

import { forget, send } from './api.js';
import { onToken, setToken, token } from './token.js';

const ACTIONS = {
  admin: ['contacts.write', 'contacts.repair', 'events.mend', 'users.manage', 'audit.read', 'sessions.others'],
  editor: ['contacts.write'],
  viewer: [],
};

export const session = {
  /** {id, username, role}, or null. */
  get user() {
    return token()?.user ?? null;
  },

  /** The id of this session. */
  get id() {
    return token()?.jti ?? null;
  },

  can(action) {
    return ACTIONS[this.user?.role]?.includes(action) ?? false;
  },

  async signIn(username, password) {
    const { data } = await send('POST', '/api/auth/login', { username, password });
    setToken(data.token, 'signed-in');
  },

  /** Revokes the token, too; whatever comes of that, this tab forgets it. */
  async signOut() {
    try {
      await send('POST', '/api/auth/logout');
    } finally {
      forget();
      setToken(null, 'signed-out');
    }
  },

  /** Listener is called with 'signed-in', 'signed-out' or 'expired'; answers how to stop. */
  onChange: onToken,
};
