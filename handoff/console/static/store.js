/**
 * What must survive a reload, in sessionStorage: gone when the tab is closed, never sent anywhere.
 * Where the browser refuses storage the page still works, it only forgets on reload.
 */

const memory = new Map();

/**
 * @param {string} key
 * @returns {any} what was put, or null
 */
export function recall(key) {
  try {
    const text = sessionStorage.getItem(key);
    return text === null ? null : JSON.parse(text);
  } catch {
    return memory.get(key) ?? null;
  }
}

/**
 * @param {string} key
 * @param {any} value null forgets
 */
export function keep(key, value) {
  memory.set(key, value);
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage is full or refused: memory holds it until the page is left.
  }
}

/** Forget everything this site kept in this tab. */
export function forgetAll() {
  memory.clear();
  try {
    sessionStorage.clear();
  } catch {
    // Refused storage holds nothing to forget.
  }
}
