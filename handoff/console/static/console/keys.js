/**
 * Shortcuts: Alt and a letter, so that they work from the writing field too and never get in the
 * way of typing; "?" shows them.
 */

import { byId } from "../dom.js";

/**
 * @param {Record<string, () => void>} everywhere letter ("J") to what it does, in a dialog too
 * @param {Record<string, () => void>} onPage what leads somewhere else: nowhere while a dialog is open
 */
export function wireKeys(everywhere, onPage) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "?" && !isWriting(event.target)) {
      event.preventDefault();
      openDialog(byId("keys-dialog"));
      return;
    }
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const letter = event.code.replace("Key", "");
    const action = everywhere[letter] ?? onPage[letter];
    if (!action) return;
    event.preventDefault();
    if (letter in everywhere || !document.querySelector("dialog[open]")) action();
  });
  byId("help").addEventListener("click", () => openDialog(byId("keys-dialog")));
  for (const button of document.querySelectorAll("[data-close]")) {
    button.addEventListener("click", () => button.closest("dialog").close());
  }
}

function isWriting(target) {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox], [type=radio]), textarea");
}

/** @param {HTMLDialogElement} dialog */
export function openDialog(dialog) {
  if (!dialog.open) dialog.showModal();
}

/**
 * Ask a yes-or-no question in one of the page's dialogs.
 * @param {HTMLDialogElement} dialog
 * @returns {Promise<boolean>}
 */
export function confirmIn(dialog) {
  dialog.returnValue = "no";
  openDialog(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}
