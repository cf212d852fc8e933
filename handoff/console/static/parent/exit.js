/** Two ways out: "Lukk raskt" leaves at once and without a trace on the screen, "Avslutt" asks first. */

import { byId } from "../dom.js";
import { forgetAll } from "../store.js";

/** Two presses on Esc within this time mean "away from here", in ms. */
const TWICE = 1500;

/**
 * Leave now. The page is replaced, so that "back" does not lead here.
 * @param {() => void} tellServer sends the leave call with keepalive; never waited for
 */
export function quickExit(tellServer) {
  try {
    tellServer();
    navigator.serviceWorker?.controller?.postMessage("forget");
  } finally {
    forgetAll();
    document.documentElement.classList.add("gone");
    document.title = "";
    location.replace(document.body.dataset.exit);
  }
}

/**
 * Wire the button and the Esc key.
 * @param {() => void} tellServer
 * @param {() => void} onFirstEsc told the first press, so that the page can say what a second does
 */
export function wireQuickExit(tellServer, onFirstEsc) {
  let last = -Infinity;
  const leave = (event) => {
    event.preventDefault();
    quickExit(tellServer);
  };
  byId("quick-exit").addEventListener("click", leave);
  byId("quick-exit").addEventListener("keydown", (event) => {
    if (event.key === " ") leave(event); // a link that looks and is named like a button, so that it works without us
  });
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || event.repeat) return;
      if (event.timeStamp - last < TWICE) quickExit(tellServer);
      else onFirstEsc();
      last = event.timeStamp;
    },
    true,
  );
}

/**
 * Ask "are you sure" in the page's own dialog.
 * @param {HTMLDialogElement} dialog whose buttons close it with value "yes" or "no"
 * @returns {Promise<boolean>}
 */
export function confirmIn(dialog) {
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}
