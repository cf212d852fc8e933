/**
 * How a message looks. Who speaks is told by an icon, a label in words and the shape of the
 * border, never by colour alone.
 */

import { clock, el, icon } from "./dom.js";
import { linkify, telHref } from "./linkify.js";
import { t } from "./texts.js";

/**
 * @typedef {object} Message
 * @property {number} number
 * @property {"parent"|"assistant"|"veileder"|"system"} sender
 * @property {"text"|"emergency"|"question"|"strategy"|"service"|"notice"} kind
 * @property {string|null} emergency "113", "112", "116117", "116111" or null
 * @property {string} text
 * @property {{label: string, value: string}[]} choices
 * @property {string|null} asks
 * @property {number|null} in_reply_to
 * @property {string} sent_at
 */

const ICONS = { parent: "person", assistant: "assistant", veileder: "veileder", system: "info" };

/** "116117" as people write it. */
export function spoken(number) {
  return number.length === 6 ? `${number.slice(0, 3)} ${number.slice(3)}` : number;
}

/**
 * The look of a message: "emergency" before who sent it.
 * @param {Message} message
 * @returns {"emergency"|"parent"|"assistant"|"veileder"|"system"}
 */
export function lookOf(message) {
  return message.kind === "emergency" ? "emergency" : message.sender;
}

/**
 * @param {Message} message
 * @param {{alert?: boolean, body?: (message: Message) => (Node|string)[]}} [options]
 *   alert: read out at once when it is an emergency; body: builds the text in another way
 * @returns {HTMLElement}
 */
export function renderMessage(message, options = {}) {
  const look = lookOf(message);
  const body = options.body ?? textOf;
  const alert = look === "emergency" && options.alert;
  return el(
    alert ? "div" : "article",
    {
      class: `message message-${look} kind-${message.kind}`,
      "data-number": message.number,
      role: alert ? "alert" : null,
    },
    heading(message, look),
    look === "emergency" && message.emergency ? callButton(message.emergency) : null,
    el("p", { class: "message-text" }, ...body(message)),
  );
}

function heading(message, look) {
  const name = look === "emergency" ? "alert" : ICONS[look];
  return el(
    "p",
    { class: "message-head" },
    icon(name),
    el("span", { class: "message-who", text: t(`sender_${look}`) }),
    message.sent_at ? el("time", { datetime: message.sent_at, text: clock(message.sent_at) }) : null,
  );
}

function textOf(message) {
  return message.sender === "parent" ? [message.text] : linkify(message.text);
}

/**
 * The big button of an emergency message. It comes before the text, so that it is in view however
 * small the screen and long the text.
 * @param {string} number
 * @returns {HTMLElement}
 */
function callButton(number) {
  return el(
    "a",
    { class: "call", href: telHref(number) },
    icon("phone"),
    el("span", { text: t("call", { number: spoken(number) }) }),
  );
}
