// Light, dark, or as the system has it. The choice is no secret and outlives the session.

const KEY = 'acmecrm.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');
dark.addEventListener('change', apply);

/** 'light', 'dark' or 'auto' */
export function theme() {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'auto';
}

export function setTheme(name) {
  if (name === 'auto') localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, name);
  apply();
}

/** Called when colours change (a chart must be drawn anew), until the signal is aborted. */
export function onTheme(listener, signal) {
  document.addEventListener('themechange', listener, { signal });
}

export function apply() {
  const shown = theme() === 'auto' ? (dark.matches ? 'dark' : 'light') : theme();
  if (document.documentElement.dataset.bsTheme === shown) return;
  document.documentElement.dataset.bsTheme = shown;
  document.dispatchEvent(new Event('themechange'));
}
