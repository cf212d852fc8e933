/** The shift report: notes are written and taken back without leaving the page; what was masked is told. */

import { ApiError, request } from "../api.js";
import { byId, el, onSubmit } from "../dom.js";
import { keep, recall } from "../store.js";
import { t } from "../texts.js";
import { takeOut } from "../unsent.js";

/** Whoever signs in next in this tab gets no word of another's note. */
const DRAFT = `ventevakt.shift-note.${byId("note-form").dataset.me}`;

let saving = false;

function say(text) {
  byId("note-state").textContent = text;
}

function why(error) {
  return error instanceof ApiError ? error.sentence : t("net");
}

/** What is typed while the answer is on its way stays for the next note. */
async function save() {
  if (saving) return;
  saving = true;
  const text = byId("note").value.trim();
  try {
    const note = await request("POST", "/api/shift-notes", { body: { text } });
    show(note);
    keep(DRAFT, takeOut(byId("note"), text) || null);
    say(note.masked.length ? t("note_masked", { name: note.masked.join(", ") }) : t("note_saved"));
  } catch (error) {
    say(t("note_failed", { name: why(error) }));
  } finally {
    saving = false;
  }
}

/** The new note at the end of the list; one that was sent twice stands there already. */
function show(note) {
  if (byId("notes").querySelector(`[data-note="${note.id}"]`)) return;
  const remove = el("button", { type: "button", class: "no-print", "data-remove": true, text: t("note_remove") });
  const by = el("p", { class: "soft" }, el("span", { text: `${note.at} ${note.name}` }), " ", remove);
  byId("notes").append(el("li", { "data-note": note.id }, el("p", { text: note.text }), by));
  byId("notes-none").hidden = true;
}

async function remove(event) {
  if (!event.target.closest("[data-remove]")) return;
  const item = event.target.closest("[data-note]");
  try {
    await request("DELETE", `/api/shift-notes/${item.dataset.note}`);
    item.remove();
    byId("notes-none").hidden = byId("notes").children.length > 0;
    say(t("note_removed"));
    byId("note").focus();
  } catch (error) {
    say(t("note_not_removed", { name: why(error) }));
  }
}

/** What was written before this script had come is part of the draft: no event will tell of it any more. */
function takeUpDraft() {
  const [begun, typed] = [recall(DRAFT), byId("note").value];
  if (begun) byId("note").value = typed ? `${begun}\n${typed}` : begun;
  keepDraft();
}

function keepDraft() {
  keep(DRAFT, byId("note").value || null);
}

takeUpDraft();
byId("note").addEventListener("input", keepDraft);
byId("note").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.ctrlKey) save();
});
onSubmit("note-form", save);
byId("notes").addEventListener("click", remove);
byId("print").hidden = false;
byId("print").addEventListener("click", () => window.print());
