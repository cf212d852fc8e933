/**
 * What must survive a reload, in sessionStorage: gone when the tab is closed, never sent anywhere. What a member of
 * staff has chosen for this browser is in localStorage; of a parent nothing is kept there.
 * Where the browser refuses storage the page still works, it only forgets on reload.
 */

const OF_TAB = { area: () => sessionStorage, memory: new Map() };
const OF_BROWSER = { area: () => localStorage, memory: new Map() };

/**
 * @param {string} key
 * @returns {any} what was put, or null
 */
export function recall(key) {
  return read(OF_TAB, key);
}

/**
 * @param {string} key
 * @param {any} value null forgets
 */
export function keep(key, value) {
  write(OF_TAB, key, value);
}

/**
 * @param {string} key
 * @returns {any} what was put in any tab of this browser, or null
 */
export function recallInBrowser(key) {
  return read(OF_BROWSER, key);
}

/**
 * Keep a choice for every tab of this browser, also after it was closed.
 * @param {string} key
 * @param {any} value null forgets
 */
export function keepInBrowser(key, value) {
  write(OF_BROWSER, key, value);
}

function read({ area, memory }, key) {
  try {
    const text = area().getItem(key);
    return text === null ? null : JSON.parse(text);
  } catch {
    return memory.get(key) ?? null;
  }
}

function write({ area, memory }, key, value) {
  memory.set(key, value);
  try {
    if (value === null) area().removeItem(key);
    else area().setItem(key, JSON.stringify(value));
  } catch {
    // Storage is full or refused: memory holds it until the page is left.
  }
}

/** Forget everything this site kept in this tab. */
export function forgetAll() {
  OF_TAB.memory.clear();
  try {
    sessionStorage.clear();
  } catch {
    // Refused storage holds nothing to forget.
  }
}
