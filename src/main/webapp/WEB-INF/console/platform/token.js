// Where the token lies: in this tab's session storage and nowhere else. Knows whose it is by its claims.

const KEY = 'acmecrm.token';
const listeners = new Set();

let kept = valid(sessionStorage.getItem(KEY));
let timer;
watchExpiry();

/** {value, user: {id, username, role}, expiresAt}, or null where nobody is signed in. */
export function token() {
  return kept;
}

/** Signs in (a token's text) or out (null); `reason` is 'signed-in', 'signed-out' or 'expired'. */
export function setToken(text, reason) {
  if (text) sessionStorage.setItem(KEY, text);
  else sessionStorage.removeItem(KEY);
  kept = valid(text);
  watchExpiry();
  for (const listener of [...listeners]) listener(reason);
}

/** Calls the listener with each change's reason; answers how to stop. */
export function onToken(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Fulfilled as soon as somebody is signed in; rejected when the signal is aborted. */
export function signedIn(signal) {
  if (kept) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const stop = onToken(() => kept && (stop(), resolve()));
    signal?.addEventListener('abort', () => (stop(), reject(signal.reason)), { once: true });
  });
}

function valid(text) {
  try {
    const claims = JSON.parse(new TextDecoder().decode(bytes(text.split('.')[1])));
    const expiresAt = claims.exp * 1000;
    if (expiresAt <= Date.now()) return null;
    return { value: text, expiresAt, user: { id: claims.sub, username: claims.username, role: claims.role }, jti: claims.jti };
  } catch {
    return null;
  }
}

function bytes(base64url) {
  return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), sign => sign.charCodeAt(0));
}

// An idle page learns by the clock that its session is over, not by the next failure.
function watchExpiry() {
  clearTimeout(timer);
  if (kept) timer = setTimeout(expire, Math.min(kept.expiresAt - Date.now(), 2 ** 31 - 1));
}

function expire() {
  if (kept && kept.expiresAt <= Date.now()) setToken(null, 'expired');
  else watchExpiry();
}
