/** Where one was on the page: scrolling, focus, cursor. Kept when the page is left, found again after a reload. */

import { byId } from "../dom.js";
import { keep, recall } from "../store.js";

const PLACE = "ventevakt.place";

/**
 * Keep the place whenever the page may go away.
 * @param {() => string|null} open id of the open conversation
 */
export function rememberPlace(open) {
  const note = () => keep(PLACE, placeNow(open()));
  window.addEventListener("pagehide", note);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") note();
  });
}

function placeNow(open) {
  const active = document.activeElement;
  const scroller = byId("scroller");
  return {
    open,
    log: scroller.scrollTop,
    atEnd: scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 4,
    queue: pane().scrollTop,
    panel: byId("panel").scrollTop,
    focus: selectorOf(active),
    form: byId("registration-dialog").open ? formNow() : null,
    cursor: active === byId("text") ? [active.selectionStart, active.selectionEnd] : null,
  };
}

/** Ticks are in the form's own draft; this is where one was in it. */
function formNow() {
  return { scroll: byId("registration-dialog").scrollTop, find: byId("reg-find").value };
}

function pane() {
  return document.querySelector(".queue-pane");
}

/** A way to find the element again on the fresh page; null for one that has no name. */
function selectorOf(node) {
  if (!node || node === document.body) return null;
  if (node.id) return `#${CSS.escape(node.id)}`;
  if (node.dataset.place) return `#panel [data-place="${CSS.escape(node.dataset.place)}"]`;
  if (node.name && node.value) return `input[name="${CSS.escape(node.name)}"][value="${CSS.escape(node.value)}"]`;
  if (node.dataset.id) return `.queue-pane [data-id="${CSS.escape(node.dataset.id)}"]`;
  const theme = node.closest("#themes [data-theme]");
  return theme ? `#themes [data-theme="${CSS.escape(theme.dataset.theme)}"]` : null;
}

/**
 * Go back to the place. Scrolling waits until the page has been laid out.
 * @param {string|null} open id of the conversation that is open now
 */
export function restorePlace(open) {
  const place = recall(PLACE);
  keep(PLACE, null);
  if (!place || place.open !== open) return;
  const dialog = document.querySelector("dialog[open]");
  const form = dialog?.id === "registration-dialog" ? place.form : null;
  if (form) findAgain(form.find);
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (!place.atEnd) byId("scroller").scrollTop = place.log;
      pane().scrollTop = place.queue;
      byId("panel").scrollTop = place.panel;
      if (form) dialog.scrollTop = form.scroll;
    }),
  );
  if (dialog && !form) return;
  const node = place.focus && document.querySelector(place.focus);
  node?.focus({ preventScroll: true });
  if (place.cursor && document.activeElement === byId("text")) byId("text").setSelectionRange(...place.cursor);
}

/** The themes are searched as they were. */
function findAgain(words) {
  byId("reg-find").value = words;
  byId("reg-find").dispatchEvent(new Event("input", { bubbles: true }));
}
