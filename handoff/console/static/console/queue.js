/** The queue: who waits, how urgent in words, why, how long. The order is the server's. */

import { byId, el, icon } from "../dom.js";
import { t } from "../texts.js";
import { fillPractice } from "./practice.js";
import { beep } from "./sound.js";

/**
 * @typedef {object} Entry one line of the queue or of one's own conversations
 * @property {string} id
 * @property {string} level
 * @property {boolean} urgent
 * @property {number} urgency 2 acute, 1 urgent, 0 neither: the graver of the child's and the home's
 * @property {string} reason
 * @property {string[]} [words] the parent's own words that were marked
 * @property {number} waiting_minutes
 * @property {string} state
 * @property {boolean} [here]
 * @property {boolean} [wants_human]
 * @property {boolean} [came_back]
 * @property {boolean} [unscreened]
 * @property {string|null} [coming] who has told this parent «jeg kommer»
 * @property {boolean} [erased] the text is deleted, the registration still open
 * @property {boolean} [registered]
 */

/** @type {Record<string, number>|null} urgency of each id as last seen; null until the first answer, which is no news */
let known = null;

/**
 * Show a new answer of the queue.
 * @param {{conversations: Entry[], mine: Entry[], practice: Entry[]}} answer
 * @param {string|null} current id of the open conversation
 * @param {{onOpen: (id: string) => void, onRegister: (id: string) => void}} on
 */
export function showQueue(answer, current, on) {
  const held = answer.mine.filter((entry) => entry.state === "claimed");
  const over = answer.mine.filter((entry) => entry.state !== "claimed" && !entry.registered);
  const focused = document.activeElement?.dataset?.id;
  fill("mine", held.map((entry) => card(entry, current, on.onOpen)));
  if (!held.length) byId("mine").replaceChildren(el("li", { class: "soft", text: t("queue_mine_none") }));
  fill("unregistered", over.map((entry) => card(entry, current, on.onRegister)));
  byId("unregistered-pane").hidden = over.length === 0;
  fillPractice(answer.practice, (entry, onClick) => card(entry, current, onClick), on);
  fill("queue", answer.conversations.map((entry) => card(entry, current, on.onOpen)));
  byId("queue-empty").hidden = answer.conversations.length > 0;
  byId("queue-count").textContent = t("queue_count", { count: answer.conversations.length });
  if (focused) document.querySelector(`.queue-pane [data-id="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  tellNews(answer.conversations, answer.practice.some((entry) => entry.id === current));
}

function fill(id, cards) {
  byId(id).replaceChildren(...cards.map((node) => el("li", {}, node)));
}

/**
 * How urgent, as the word and the colour say it. A crisis of the home has no medical level, and is as urgent all the same.
 * @param {Entry} entry
 * @returns {string}
 */
export function urgencyOf(entry) {
  return ["", "ORANGE", "RED"][entry.urgency] || entry.level;
}

/**
 * Those who have come as urgent, or have become more urgent than they were.
 * @param {Entry[]} entries
 * @param {Record<string, number>} before urgency of each id as it was
 * @returns {Entry[]}
 */
export function worsened(entries, before) {
  return entries.filter((entry) => entry.urgency > (before[entry.id] ?? 0));
}

function card(entry, current, onOpen) {
  const urgency = urgencyOf(entry);
  return el(
    "button",
    {
      type: "button",
      class: `card card-${urgency}`,
      "data-id": entry.id,
      "aria-current": entry.id === current ? "true" : null,
      onclick: () => onOpen(entry.id),
    },
    el(
      "span",
      { class: "card-top" },
      el("span", { class: "urgency" }, entry.urgent ? icon("alert") : null, t(`urgency_${urgency}`)),
      el("span", { class: "card-wait", text: waited(entry.waiting_minutes) }),
    ),
    el("span", { class: "card-reason", text: entry.reason }),
    entry.words?.length ? el("span", { class: "card-words", text: entry.words.map((w) => `«${w}»`).join(" ") }) : null,
    el("span", { class: "card-flags" }, ...flags(entry).map((text) => el("span", { class: "flag", text }))),
  );
}

function waited(minutes) {
  return minutes < 1 ? t("queue_waited_new") : t("queue_waited", { minutes });
}

function flags(entry) {
  return [
    entry.here === false && t("queue_parked"),
    entry.came_back && t("queue_back"),
    entry.coming && t("queue_coming", { name: entry.coming }),
    entry.wants_human && t("queue_wants_human"),
    entry.unscreened && t("unscreened"),
  ].filter(Boolean);
}

/** Title, sound and announcement when somebody urgent has come, or somebody has become (more) urgent. */
function tellNews(entries, practising) {
  const urgent = entries.filter((entry) => entry.urgent);
  const fresh = known && worsened(entries, known);
  const arrived = known && entries.some((entry) => !(entry.id in known));
  known = Object.fromEntries(entries.map((entry) => [entry.id, entry.urgency]));
  const count = entries.length ? `(${entries.length}) ` : "";
  const practice = practising ? `${t("practice")} – ` : "";
  document.title = `${urgent.length ? `${t("queue_urgent_title")} ` : ""}${practice}${count}${t("title")}`;
  if (fresh?.length) {
    byId("announce-urgent").textContent = t("queue_urgent_arrived", { name: fresh[0].reason });
    beep();
  } else if (arrived) {
    byId("announce").textContent = t("queue_arrived");
  }
}

/** Move the focus to the first conversation that is to be registered. */
export function focusUnregistered() {
  byId("unregistered").querySelector("button")?.focus();
}

/** Move the focus to the first of the queue. */
export function focusQueue() {
  (byId("queue").querySelector("button") ?? byId("queue-title")).focus();
}
