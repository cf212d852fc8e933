/**
 * Makes phone numbers and web addresses in our own messages tappable. Only for what the service,
 * the assistant or the veileder wrote.
 */

import { el } from "./dom.js";

// No lookbehind here: phones from before 2023 refuse the whole file because of it.
const PATTERN = new RegExp(
  [
    "https?://[^\\s<>«»]+[^\\s<>«».,;:!?)]", // a web address, without the full stop after it
    "11[023](?!\\d|[.,]\\d)|116 ?(?:117|111|123|006)(?!\\d)", // emergency and help numbers
    "\\d{2} \\d{2} \\d{2} \\d{2}(?!\\d)|\\d{3} \\d{2} \\d{3}(?!\\d)", // Norwegian numbers
  ].join("|"),
  "g",
);

/**
 * @param {string} number as written
 * @returns {string} what a tel: link holds
 */
export function telHref(number) {
  return `tel:${number.replace(/\s+/g, "")}`;
}

/**
 * @param {string} text
 * @returns {(Node|string)[]} the text with links
 */
export function linkify(text) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(PATTERN)) {
    if (/[\d.,]/.test(text.charAt(match.index - 1)) && !match[0].startsWith("http")) continue;
    parts.push(text.slice(from, match.index), linkFor(match[0]));
    from = match.index + match[0].length;
  }
  parts.push(text.slice(from));
  return parts.filter((part) => part !== "");
}

function linkFor(found) {
  if (!found.startsWith("http")) return el("a", { href: telHref(found), class: "tel", text: found });
  return el("a", { href: found, target: "_blank", rel: "noopener noreferrer", text: found });
}
