/**
 * Somebody urgent waits while one is busy: who and why, in the parent's own words, and one key that tells that parent
 * «jeg kommer». Alerts stand beside it, and both go along into whatever dialog is open: all else is out of reach then.
 */

import { byId, el, icon } from "../dom.js";
import { t } from "../texts.js";
import { urgencyOf } from "./queue.js";

/**
 * @typedef {object} Answer
 * @property {import("./queue.js").Entry[]} conversations
 * @property {import("./queue.js").Entry[]} mine
 * @property {import("./queue.js").Entry[]} practice
 *
 * @typedef {{onComing: (id: string) => void, onOpen: (id: string) => void}} On
 */

/** @type {{answer: Answer, on: On}|null} what was last heard, while somebody is signed in */
let heard = null;
/** What is drawn, so that the same is not drawn again under a finger or the focus. */
let drawn = "";

/** Follow the dialogs: one that opens makes a veileder busy, and takes what is urgent along. */
export function wireComing() {
  const follow = new MutationObserver(draw);
  for (const dialog of document.querySelectorAll("dialog")) follow.observe(dialog, { attributeFilter: ["open"] });
}

/**
 * Show those urgent ones nobody has spoken to, the first of the queue on top.
 * @param {Answer} answer
 * @param {On} on
 */
export function showComing(answer, on) {
  heard = { answer, on };
  draw();
}

/** Nobody is signed in: there is nobody to tell. */
export function hideComing() {
  heard = null;
  draw();
}

/**
 * Those urgent ones whom nobody has told «jeg kommer», in the queue's order.
 * @param {Answer} answer
 * @returns {import("./queue.js").Entry[]}
 */
export function untold(answer) {
  return answer.conversations.filter((entry) => entry.urgent && !entry.coming);
}

/**
 * Whether this veileder has other things before their eyes than the queue: a conversation, a practice, or a form, which is
 * open during a telephone call. One who is free is shown no banner: the queue says the same, and the thing to do is to take
 * the conversation, not to say that one comes. The key works for them too: the call they are in may have no form yet.
 * @param {Answer} answer
 * @param {boolean} registering
 * @returns {boolean}
 */
export function isBusy(answer, registering) {
  const runs = (entry) => ["waiting", "parked", "claimed"].includes(entry.state);
  return registering || answer.mine.some((entry) => entry.state === "claimed") || answer.practice.some(runs);
}

function draw() {
  goAlong();
  const busy = heard && isBusy(heard.answer, byId("registration-dialog").open);
  const urgent = busy ? untold(heard.answer) : [];
  const print = JSON.stringify(urgent.map((one) => [one.id, one.urgency, one.reason, one.words, one.waiting_minutes]));
  if (print === drawn) return;
  drawn = print;
  const focused = document.activeElement?.closest("#coming [data-coming]")?.dataset.coming;
  byId("coming").hidden = urgent.length === 0;
  byId("coming").replaceChildren(...urgent.map((entry, i) => banner(entry, heard.on, i === 0)));
  if (focused) byId("coming").querySelector(`[data-coming="${CSS.escape(focused)}"] button`)?.focus();
}

/** Into the dialog that is open, or back. In there it is read out when it comes: the page's own announcements are not. */
function goAlong() {
  const dialog = document.querySelector("dialog[open]");
  const urgent = byId("urgent");
  if (urgent.parentElement === (dialog ?? byId("work"))) return;
  if (dialog) dialog.prepend(urgent);
  else byId("work").querySelector("h1").after(urgent);
  urgent.setAttribute("aria-live", dialog ? "assertive" : "off");
}

/** isFirst: whom Alt J says it to. */
function banner(entry, on, isFirst) {
  const words = (entry.words ?? []).map((one) => `«${one}»`).join(" ");
  return el(
    "div",
    { class: "alert", "data-coming": entry.id },
    el("p", { class: "alert-what" }, icon("alert"), t("coming_what", { name: `${t(`urgency_${urgencyOf(entry)}`)}: ${entry.reason}` })),
    el("p", { class: "alert-words", text: words }),
    el("p", { class: "alert-time", text: t("coming_waited", { minutes: entry.waiting_minutes }) }),
    el(
      "button",
      { type: "button", class: "primary", onclick: () => on.onComing(entry.id) },
      t("coming_say"),
      ...(isFirst ? [" ", el("kbd", { text: "Alt J" })] : []),
    ),
    el("button", { type: "button", class: "quiet", text: t("alert_open"), onclick: () => on.onOpen(entry.id) }),
  );
}

/** Say it to the first who has not been told, banner or not. */
export function sayComing() {
  const first = heard && untold(heard.answer)[0];
  if (first) heard.on.onComing(first.id);
}
