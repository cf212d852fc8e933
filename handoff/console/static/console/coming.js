/**
 * Somebody urgent waits while one is busy with another: who and why, in the parent's own words, and
 * one key that tells that parent «jeg kommer».
 */

import { byId, el, icon } from "../dom.js";
import { t } from "../texts.js";

/** What is drawn, so that the same is not drawn again under a finger or the focus. */
let drawn = "";

/**
 * Show those urgent ones nobody has spoken to, the first of the queue on top.
 * @param {{conversations: import("./queue.js").Entry[], mine: import("./queue.js").Entry[]}} answer
 * @param {{onComing: (id: string) => void, onOpen: (id: string) => void}} on
 */
export function showComing(answer, on) {
  const busy = answer.mine.some((entry) => entry.state === "claimed");
  const urgent = busy ? answer.conversations.filter((entry) => entry.urgent && !entry.coming) : [];
  const print = JSON.stringify(urgent.map((one) => [one.id, one.level, one.reason, one.words, one.waiting_minutes]));
  if (print === drawn) return;
  drawn = print;
  const focused = document.activeElement?.closest("#coming [data-coming]")?.dataset.coming;
  byId("coming").hidden = urgent.length === 0;
  byId("coming").replaceChildren(...urgent.map((entry) => banner(entry, on)));
  if (focused) byId("coming").querySelector(`[data-coming="${CSS.escape(focused)}"] button`)?.focus();
}

function banner(entry, on) {
  const level = entry.level === "RED" ? "RED" : "ORANGE";
  const words = (entry.words ?? []).map((one) => `«${one}»`).join(" ");
  return el(
    "div",
    { class: "alert", "data-coming": entry.id },
    el("p", { class: "alert-what" }, icon("alert"), t("coming_what", { name: `${t(`urgency_${level}`)}: ${entry.reason}` })),
    el("p", { class: "alert-words", text: words }),
    el("p", { class: "alert-time", text: t("coming_waited", { minutes: entry.waiting_minutes }) }),
    el(
      "button",
      { type: "button", class: "primary", "data-say": true, onclick: () => on.onComing(entry.id) },
      t("coming_say"),
      " ",
      el("kbd", { text: "Alt J" }),
    ),
    el("button", { type: "button", class: "quiet", text: t("alert_open"), onclick: () => on.onOpen(entry.id) }),
  );
}

/** Say it to the first, as its button does. */
export function sayComing() {
  byId("coming").querySelector("[data-say]")?.click();
}
