/** Findings marked in the parent's own words, with what they mean behind each mark. */

import { el } from "../dom.js";
import { pieces } from "../offsets.js";
import { t } from "../texts.js";

/**
 * @typedef {object} Mark
 * @property {number} start code points
 * @property {number} end
 * @property {string} look class of the mark: a level or "negated"
 * @property {string} title what it means
 * @property {string} [detail] such as "benektet"
 * @property {string} [source]
 * @property {number} weight the heaviest of overlapping marks gives the look
 */

const RANK = ["GREEN", "YELLOW", "ORANGE", "RED"];

/**
 * @param {any} finding as the server tells it
 * @returns {Mark}
 */
export function findingMark(finding) {
  const weak = finding.negated || (finding.when && finding.when !== "now");
  return {
    start: finding.start,
    end: finding.end,
    look: finding.negated ? "negated" : finding.level,
    title: finding.title || finding.rule,
    detail: detailOf(finding),
    source: sourceOf(finding),
    weight: weak ? 0 : 1 + RANK.indexOf(finding.level),
  };
}

/** @returns {string} "benektet, før", "kanskje ..." or "" */
export function detailOf(finding) {
  const words = [];
  if (finding.careful) words.push(t("finding_unclear"));
  if (finding.likeness) words.push(t("finding_likeness"));
  if (finding.possible) words.push(t("finding_possible"));
  if (finding.negated) words.push(t("finding_negated"));
  if (finding.when === "past") words.push(t("finding_past"));
  if (finding.when === "hypothetical") words.push(t("finding_hypothetical"));
  return words.join(", ");
}

/** @returns {string} the titles of what the rule rests on */
export function sourceOf(finding) {
  return finding.sources.join(", ");
}

/**
 * The text with its marks. Each mark can be reached with Tab and tapped; its meaning is shown in a
 * small box and belongs to the mark for screen readers.
 * @param {string} text
 * @param {Mark[]} marks
 * @returns {(Node|string)[]}
 */
export function markedText(text, marks) {
  return pieces(text, marks).map((piece) => {
    if (!piece.spans.length) return piece.text;
    const over = [...piece.spans].sort((a, b) => b.weight - a.weight);
    return markNode(piece.text, over);
  });
}

function markNode(text, marks) {
  const node = el("mark", {
    class: `mark-${marks[0].look}`,
    tabindex: "0",
    text,
    "aria-label": `${text} (${marks.map((mark) => [mark.title, mark.detail].filter(Boolean).join(", ")).join("; ")})`,
  });
  const show = () => showTip(node, marks);
  node.addEventListener("mouseenter", show);
  node.addEventListener("focus", show);
  node.addEventListener("click", show);
  node.addEventListener("mouseleave", hideTip);
  node.addEventListener("blur", hideTip);
  return node;
}

/** @type {HTMLElement|null} */
let tip = null;

function showTip(node, marks) {
  hideTip();
  const lines = marks.flatMap((mark) => [
    el("p", {}, el("b", { text: mark.title }), mark.detail ? ` (${mark.detail})` : ""),
    mark.source ? el("p", { class: "soft", text: t("finding_source", { name: mark.source }) }) : null,
  ]);
  tip = el("div", { class: "tip", "aria-hidden": "true" }, ...lines.filter(Boolean));
  document.body.append(tip);
  place(tip, node.getBoundingClientRect());
}

/** Below the words, or above where there is no room; moved through CSSOM, which the style policy allows. */
function place(box, words) {
  const left = Math.min(words.left, window.innerWidth - box.offsetWidth - 8);
  const below = words.bottom + 6;
  const top = below + box.offsetHeight > window.innerHeight ? words.top - box.offsetHeight - 6 : below;
  box.style.left = `${Math.max(8, left)}px`;
  box.style.top = `${Math.max(8, top)}px`;
}

/** Take the box away; Escape does it too. */
export function hideTip() {
  tip?.remove();
  tip = null;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hideTip();
});
