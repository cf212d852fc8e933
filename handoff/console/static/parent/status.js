/** What the page says about the queue, the connection and who is writing. */

import { ApiError } from "../api.js";
import { byId } from "../dom.js";
import { t } from "../texts.js";

/**
 * Put a text where screen readers hear of it, only when it is another one.
 * @param {string} id
 * @param {string} text "" hides the element
 */
export function tell(id, text) {
  const node = byId(id);
  if (node.textContent !== text) node.textContent = text;
  node.hidden = text === "";
}

/**
 * Say beside «Snakk med et menneske» that the wish is known, in other words with every press, and where the parent stands.
 * @param {string} where the sentence about the queue
 */
export function tellWishIsKnown(where) {
  const said = byId("human-note").textContent;
  if (said === "") tell("human-note", t("human_done")); // the conversation itself answers the first press
  else tell("human-note", `${t(said.startsWith(t("human_known")) ? "human_done" : "human_known")} ${where}`.trim());
}

/**
 * Said once to those who listen, not shown.
 * @param {string} text
 */
export function announce(text) {
  byId("announce").textContent = text;
}

/**
 * The sentence about the queue.
 * @param {object} answer
 * @param {string} answer.state
 * @param {{listed: boolean, position: number|null, wait_minutes: number[]|null}} [answer.queue] missing before the first poll
 * @param {{open: boolean, veileder_here: boolean}} [answer.service]
 * @returns {string} "" when nothing is known yet
 */
export function queueSentence({ state, queue, service }) {
  if (state === "claimed") return t("state_claimed");
  if (state === "closed" || state === "left") return t("state_closed");
  if (service && !service.open) return t("state_not_open");
  if (service && !service.veileder_here) return t("state_nobody");
  if (!queue) return "";
  if (queue.position === null) return t("state_waiting");
  if (!queue.listed) return t("queue_unlisted", { place: queue.position });
  const place = queue.position <= 1 ? t("queue_first") : t("queue_place", { place: queue.position });
  return `${place} ${waitSentence(queue.wait_minutes)}`.trim();
}

function waitSentence(range) {
  if (!range) return "";
  const [low, high] = range;
  return low === high ? t("queue_wait_one", { low }) : t("queue_wait", { low, high });
}

/**
 * Tell that messages do not get through, and why as far as one can know.
 * @param {Error|null} error null: all is well again
 */
export function tellConnection(error) {
  const banner = byId("connection");
  if (!error) {
    banner.hidden = true;
    return;
  }
  const server = error instanceof ApiError && navigator.onLine;
  tell("connection-text", t(server ? "net_server" : "net_offline"));
  banner.hidden = false;
}

/**
 * @param {boolean|string|null} typing who writes: "assistant", "veileder", or just true
 * @param {string} state of the conversation
 */
export function tellTyping(typing, state) {
  const who = typing === true ? (state === "claimed" ? "veileder" : "assistant") : typing;
  const node = byId("typing");
  node.hidden = !who;
  byId("typing-text").textContent = who ? t(`typing_${who}`) : "";
}
