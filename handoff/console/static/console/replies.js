/** Canned replies: a list to search in; choosing one puts it into the field, where it can be changed. */

import { request } from "../api.js";
import { byId, el } from "../dom.js";
import { t } from "../texts.js";
import { openDialog } from "./keys.js";

/** @typedef {{id: string, title: string, text: string}} Reply */

/** @type {Map<string, Reply[]>} what was last fetched, by language: shown at once, and asked for again each time */
const fetched = new Map();
/** The language of the list that is open. */
let shown = "";

/**
 * Those that hold every word of the search, in title or text.
 * @param {Reply[]} all
 * @param {string} search
 * @returns {Reply[]}
 */
export function matching(all, search) {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter((reply) => {
    const hay = `${reply.title} ${reply.text}`.toLowerCase();
    return words.every((word) => hay.includes(word));
  });
}

/** @type {(reply: Reply) => void} */
let choose = () => {};

/** Wire search and keys of the dialog. */
export function wireReplies() {
  const search = byId("replies-search");
  const list = byId("replies-list");
  search.addEventListener("input", show);
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "ArrowDown") return;
    event.preventDefault();
    const first = list.querySelector("button");
    if (event.key === "Enter") first?.click();
    else first?.focus();
  });
  list.addEventListener("keydown", (event) => moveInList(event, list));
}

/**
 * Open the list, in the parent's language where the reply has it.
 * @param {string} language
 * @param {(text: string) => void} onChoose
 */
export async function openReplies(language, onChoose) {
  choose = (reply) => {
    byId("replies-dialog").close();
    onChoose(reply.text);
  };
  byId("replies-search").value = "";
  openDialog(byId("replies-dialog"));
  byId("replies-search").focus();
  shown = language;
  const before = fetched.get(language);
  if (before) show();
  else byId("replies-list").replaceChildren();
  const now = await request("GET", `/api/replies?language=${language}`).then((answer) => answer.replies, () => before ?? []);
  if (JSON.stringify(now) === JSON.stringify(before)) return; // the list stays as it is, with the focus in it
  fetched.set(language, now);
  if (shown !== language) return;
  show();
  if (!byId("replies-dialog").contains(document.activeElement)) byId("replies-search").focus();
}

function show() {
  const found = matching(fetched.get(shown) ?? [], byId("replies-search").value);
  const nodes = found.map((reply) => el("li", {}, button(reply)));
  const none = el("li", { class: "soft", text: t("replies_none") });
  byId("replies-list").replaceChildren(...(nodes.length ? nodes : [none]));
}

function button(reply) {
  return el("button", { type: "button", onclick: () => choose(reply) }, el("b", { text: reply.title }), reply.text);
}

/**
 * Arrow keys move between the buttons of a list.
 * @param {KeyboardEvent} event
 * @param {HTMLElement} list
 */
export function moveInList(event, list) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const buttons = [...list.querySelectorAll("button")];
  const next = buttons[buttons.indexOf(document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
