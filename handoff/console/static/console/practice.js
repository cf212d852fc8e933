/** Training mode in the console: practice stands by itself, and everything about it says so. */

import { byId, el } from "../dom.js";
import { t } from "../texts.js";

/**
 * Show one's own practice, apart from those who really wait.
 * @param {import("./queue.js").Entry[]} entries
 * @param {(entry: object, onClick: (id: string) => void) => HTMLElement} card
 * @param {{onOpen: (id: string) => void, onRegister: (id: string) => void}} on
 */
export function fillPractice(entries, card, on) {
  byId("practice-pane").hidden = entries.length === 0;
  byId("practice").replaceChildren(...entries.map((entry) => el("li", {}, ...lineOf(entry, card, on))));
}

/** A card while it runs or is to be registered; afterwards the way to the points. */
function lineOf(entry, card, on) {
  const over = entry.state === "closed" || entry.state === "left";
  const points = el("a", {
    class: "practice-points",
    "data-id": `points-${entry.id}`, // the focus comes back to it when the queue is drawn again
    href: `/konsoll/opplaering/${entry.id}`,
    text: t("practice_points"),
  });
  if (over && entry.registered) return [el("p", { class: "soft", text: t("practice_saved") }), points];
  const node = card(entry, over ? on.onRegister : on.onOpen);
  node.classList.add("card-practice");
  node.querySelector(".card-flags").prepend(practiceFlag({ practice: true }));
  if (entry.state === "waiting") node.querySelector(".card-flags").append(el("span", { class: "flag", text: t("practice_waits") }));
  return over ? [node, points] : [node];
}

/**
 * The word that marks practice.
 * @param {{practice: boolean}} thing
 * @returns {HTMLElement|null}
 */
export function practiceFlag(thing) {
  return thing.practice ? el("b", { class: "practice-flag", text: t("practice") }) : null;
}

/**
 * Mark the open conversation, or take the mark away.
 * @param {boolean} practice
 */
export function markPractice(practice) {
  byId("practice-mark").hidden = !practice;
}
