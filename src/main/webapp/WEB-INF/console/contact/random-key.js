/** For an Idempotency-Key; crypto.randomUUID() is not there on plain HTTP from another machine. */
export function randomKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
}
