/**
 * The registration after a conversation, or of a telephone call: the service's own themes, gender,
 * channel and contacts, each within reach of one key. Nothing is ticked beforehand but what is a fact
 * (the channel) and what this veileder has accepted already. What is filled in survives a reload.
 */

import { ApiError, newClientId, request } from "../api.js";
import { byId, el } from "../dom.js";
import { keep, recall } from "../store.js";
import { t } from "../texts.js";
import { choices, definitionOf, renewChoices } from "./choices.js";
import { openDialog } from "./keys.js";

/**
 * @typedef {object} Suggestion a theme to list first
 * @property {string} theme
 * @property {string} words the parent's own that caused it
 * @property {boolean} accepted the veileder has said yes to it
 */

/** The form that was open when the page was left: {id}. */
export const OPEN = "ventevakt.registering";
/** Errors after which the list of choices is asked for again: it has changed since the page came. */
const STALE = ["theme_gone", "not_listed", "kind_without_theme"];
/** Errors that no change of the form will mend. */
const FINAL = ["already_registered", "not_registrable"];

const CALLS = "/api/registrations";
/** The longest a form waits to be opened for the word that the call before it is stored. */
const SETTLE_MS = 5000;

/** Fields whose own buttons and pickers change them, whatever becomes of keys and clicks. */
const FIELDS = ["reg-find", "reg-when", "reg-length"];

let current = null;

/** Wire the form. */
export function wireRegistration() {
  const form = byId("registration");
  form.addEventListener("submit", save);
  for (const change of ["keydown", "click", "beforeinput"]) form.addEventListener(change, hold, { capture: true });
  form.addEventListener("keydown", onKey);
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("focusin", explain);
  form.addEventListener("mouseover", explain);
  byId("reg-find").addEventListener("input", find);
  byId("reg-as-new").addEventListener("click", saveAsNew);
  byId("reg-correct").addEventListener("click", () => send({ corrects: true }));
  byId("registration-dialog").addEventListener("close", () => keep(OPEN, null));
}

/**
 * Open the form, as it was left when it was left half filled in. A call whose answer was lost is settled first, so that the
 * form is empty for the next caller.
 * @param {object} options
 * @param {string} options.me name of who is signed in: nobody gets another's half filled form
 * @param {string|null} options.id conversation, or null for a telephone call
 * @param {Suggestion[]} options.suggested themes to list first
 * @param {boolean} [options.practice] a practice: the form is the same, nothing is stored
 * @param {() => void} options.onSaved
 */
export async function openRegistration({ me, id, suggested, practice = false, onSaved }) {
  const draftKey = `ventevakt.registration.${me}.${id ?? "phone"}`;
  const settled = id === null && (await settle(draftKey));
  const draft = recall(draftKey);
  current = { id, suggested, draftKey, onSaved, clientId: draft?.client_id ?? newClientId() };
  byId("registration-title").textContent = t(id === null ? "reg_heading_phone" : "reg_heading_chat");
  byId("registration-practice").hidden = !practice;
  byId("reg-phone").hidden = id !== null;
  byId("registration").reset();
  byId("reg-save").disabled = false;
  showSaving(false);
  tell("");
  ask(false);
  byId("reg-told").textContent = settled ? t("reg_settled") : "";
  draw(draft ?? { themes: suggested.filter((one) => one.accepted).map((one) => one.theme) });
  keep(OPEN, { id });
  openDialog(byId("registration-dialog"));
  byId("registration").querySelector("fieldset:not([hidden]) input[type=checkbox]")?.focus();
}

/**
 * A call that was sent and of which nothing was heard is sent once more, as it was: it counts once.
 * @returns {Promise<boolean>} whether it is stored now
 */
async function settle(draftKey) {
  const { unsure, ...body } = recall(draftKey) ?? {};
  if (!unsure) return false;
  try {
    await request("POST", CALLS, { body, timeoutMs: SETTLE_MS });
    forget(draftKey, body.client_id);
    return true;
  } catch {
    return false; // the form opens as it was sent, and saving it says why it cannot be stored
  }
}

/** Draw every choice anew, ticked as `filled` says. */
function draw(filled) {
  const ticked = (name, value) => (filled[name] ?? []).includes(value);
  const { offered, genders, channels, outcomes, violence_kinds: kinds } = choices();
  const first = current.suggested.filter((one) => offered.includes(one.theme));
  const rest = offered.filter((theme) => !first.some((one) => one.theme === theme));
  const keys = keysFor([genders, channels, outcomes, kinds].flat(), fieldKeys());
  const several = (name, values) => values.map((value) => tick("checkbox", name, value, keys.get(value), ticked(name, value)));
  const one = (name, values, chosen) => values.map((value) => tick("radio", name, value, keys.get(value), value === chosen));
  byId("reg-suggested-set").hidden = first.length === 0;
  byId("reg-suggested").replaceChildren(
    ...first.map(({ theme, words }, n) => tick("checkbox", "themes", theme, n < 9 ? String(n + 1) : "", ticked("themes", theme), words)),
  );
  byId("reg-themes").replaceChildren(...rest.map((theme) => tick("checkbox", "themes", theme, "", ticked("themes", theme))));
  byId("reg-violence").replaceChildren(...several("violence", kinds));
  byId("reg-gender").replaceChildren(...one("gender", genders, filled.gender));
  byId("reg-channel").replaceChildren(...one("channel", channels, filled.channel ?? usualChannel()));
  byId("reg-outcomes").replaceChildren(...several("outcomes", outcomes));
  byId("reg-when").value = filled.begun_at ?? "";
  byId("reg-length").value = filled.length_minutes ?? "";
  openKinds();
}

/** A conversation here is a chat; a call is not. The other channels can still be chosen. */
function usualChannel() {
  return choices().channels.find((channel) => (channel === "Chat") === (current.id !== null));
}

/** The letters that lead to a field to write in: those stand in the page, as its labels do. */
function fieldKeys() {
  return [...byId("registration").querySelectorAll("input[data-key]:not([name])")].map((input) => input.dataset.key);
}

/**
 * A letter for each value: the first letter of one of its longer words, else any letter nobody has yet.
 * @param {string[]} values
 * @param {string[]} others letters that something else has
 * @returns {Map<string, string>}
 */
export function keysFor(values, others) {
  const taken = new Set(others);
  const keys = new Map();
  for (const value of values) {
    if (keys.has(value)) continue;
    const words = value.toUpperCase().match(/[A-Z]{3,}/g) ?? [];
    const letter = [...words.map((word) => word[0]), ...words.join("")].find((one) => !taken.has(one));
    if (!letter) continue;
    taken.add(letter);
    keys.set(value, letter);
  }
  return keys;
}

function tick(type, name, value, key = "", checked = false, words = "") {
  const means = name === "themes" ? meaning(value) : null;
  const keys = { "data-key": key || null, "aria-keyshortcuts": key || null };
  const input = el("input", { type, name, value, ...keys, "aria-describedby": means?.id });
  input.checked = checked;
  return el(
    "label",
    {},
    input,
    el("span", {}, value, words ? el("span", { class: "tick-words", text: ` «${words}»` }) : null),
    key ? el("kbd", { "aria-hidden": "true", text: key }) : null,
    means,
  );
}

/** What a theme means, for those who hear the form; those who see it read it in the line above the buttons. */
function meaning(theme) {
  return el("span", { id: `means-${choices().offered.indexOf(theme)}`, hidden: true, text: definitionOf(theme) });
}

/** Show what the theme under the mouse means, else the one with the focus; nothing when there is neither. */
function explain(event) {
  const input = themeAt(event.target) ?? themeAt(document.activeElement);
  const told = input ? [input.value, definitionOf(input.value)].filter(Boolean) : [];
  byId("reg-definition").textContent = told.join(": ");
}

function themeAt(node) {
  return node?.closest("label")?.querySelector("input[name=themes]");
}

/** The kinds of violence are there while their theme is ticked; without it they are taken back. */
function openKinds() {
  const open = chosen("themes").includes(choices().violence_theme);
  byId("reg-violence-set").hidden = !open;
  if (!open) for (const input of byId("reg-violence").querySelectorAll("input")) input.checked = false;
}

function changed(event) {
  if (event.target === byId("reg-find")) return;
  openKinds();
  keepDraft();
}

/** Forget the draft of a form that is stored; one that was begun since stays. */
function forget(draftKey, clientId) {
  if (recall(draftKey)?.client_id === clientId) keep(draftKey, null);
}

/** @param {{unsure?: boolean}} [more] unsure: it was sent as it is, and whether it arrived is not known */
function keepDraft(more = {}) {
  keep(current.draftKey, { ...filled(), client_id: current.clientId, ...more });
}

/** Show the themes that hold what is searched for; an empty field shows all. */
function find() {
  const words = searched().split(/\s+/);
  for (const label of themeLabels()) label.hidden = !words.every((word) => nameOf(label).includes(word));
}

function searched() {
  return byId("reg-find").value.trim().toLowerCase();
}

function nameOf(label) {
  return label.querySelector("input").value.toLowerCase();
}

/** The theme that Enter in the search ticks: one that begins so, else the first that holds it. */
function found() {
  const fits = themeLabels().filter((label) => !label.hidden);
  return fits.find((label) => nameOf(label).startsWith(searched())) ?? fits[0];
}

function themeLabels() {
  return [...byId("registration").querySelectorAll("label:has(input[name=themes])")];
}

function onKey(event) {
  if (event.key === "Enter") return enter(event);
  if (event.altKey || event.ctrlKey || event.metaKey) return undefined;
  if (writesIn(event.target, event.key)) return undefined;
  const input = visible(`input[data-key="${CSS.escape(event.key.toUpperCase())}"]`)[0];
  if (!input) return moveInTicks(event);
  event.preventDefault();
  input.focus();
  return input.name ? input.click() : input.select(); // the fields to write in have no name
}

/** Whether a key writes in the field it is pressed in. Minutes take no letters, so that those lead on from there too. */
function writesIn(field, key) {
  if (field.type === "number") return !/^\p{Letter}$/u.test(key);
  return ["search", "datetime-local"].includes(field.type);
}

/** Ctrl and Enter saves; Enter in the search ticks the first theme that fits; elsewhere it does nothing by accident. */
function enter(event) {
  if (event.ctrlKey || event.metaKey) return save(event);
  if (event.target.matches("button")) return undefined;
  event.preventDefault();
  const label = found();
  if (event.target !== byId("reg-find") || !searched() || !label) return undefined;
  byId("reg-find").value = "";
  find();
  const input = label.querySelector("input");
  input.focus();
  return input.click();
}

/** Arrow keys lead from tick to tick. */
function moveInTicks(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.target.type !== "checkbox") return;
  const boxes = visible("input[type=checkbox]");
  event.preventDefault();
  boxes[boxes.indexOf(event.target) + step]?.focus();
}

function visible(selector) {
  return [...byId("registration").querySelectorAll(selector)].filter((input) => !input.closest("[hidden]"));
}

function chosen(name) {
  return [...byId("registration").querySelectorAll(`input[name=${name}]:checked`)].map((input) => input.value);
}

/** What the form says; the server knows what counts where nothing was told. */
function filled() {
  const told = {
    themes: chosen("themes"),
    violence: chosen("violence"),
    gender: chosen("gender")[0] ?? null,
    channel: chosen("channel")[0] ?? null,
    outcomes: chosen("outcomes"),
  };
  if (current.id !== null) return told;
  const minutes = byId("reg-length").value;
  return { ...told, begun_at: byId("reg-when").value || null, length_minutes: minutes === "" ? null : Number(minutes) };
}

async function save(event) {
  event.preventDefault();
  if (byId("reg-when").validity.badInput) return tell(t("reg_failed", { name: t("reg_half_time") }));
  return send();
}

/** This is another call than the one that was stored. */
function saveAsNew() {
  current.clientId = newClientId();
  return send();
}

/** @param {{corrects?: boolean}} [more] corrects: this is the call that was stored, mended */
async function send(more = {}) {
  const form = current;
  if (form.saving || byId("reg-save").disabled) return;
  form.saving = true;
  showSaving(true);
  const path = form.id === null ? CALLS : `/api/conversations/${form.id}/registration`;
  const body = { ...filled(), client_id: form.clientId, ...more };
  keepDraft({ unsure: true });
  try {
    await request("POST", path, { body });
    forget(form.draftKey, body.client_id);
    if (form === current) byId("registration-dialog").close();
    form.onSaved();
  } catch (error) {
    if (form === current) await refused(error);
  } finally {
    form.saving = false;
    if (form === current) showSaving(false);
  }
}

/** While the form is on its way it says so, and stays as it was sent: what is ticked meanwhile would be in nothing that is stored. */
function showSaving(on) {
  byId("registration").setAttribute("aria-busy", String(on));
  for (const id of FIELDS) byId(id).readOnly = on;
  if (on) byId("reg-told").textContent = t("reg_saving");
  else if (byId("reg-told").textContent === t("reg_saving")) byId("reg-told").textContent = "";
}

/** One may still move about in a form that is on its way, hear of somebody urgent, and put it away. */
function hold(event) {
  const elsewhere = event.type === "click" && !event.target.closest("fieldset, #reg-which, #reg-save");
  if (!current?.saving || elsewhere || event.altKey || ["Tab", "Escape"].includes(event.key)) return;
  if (event.type === "keydown" && event.target.closest("[data-close]")) return;
  event.preventDefault();
  event.stopPropagation();
}

/** Say what is wrong; everything that was ticked stays. */
async function refused(error) {
  const word = error instanceof ApiError ? error.word : "";
  if (error instanceof ApiError && !error.passing) keepDraft();
  if (STALE.includes(word)) await freshChoices();
  if (FINAL.includes(word)) {
    byId("reg-save").disabled = true;
    byId("reg-later").focus();
  }
  ask(word === "saved_differently");
  const kept = word === "already_registered" ? ` ${t("reg_not_used")}` : "";
  tell(error instanceof ApiError ? t("reg_failed", { name: error.sentence }) + kept : t("reg_unsure"));
}

/** Whether to ask if this is a new call or the one that was stored. */
function ask(open) {
  byId("reg-which").hidden = !open;
  if (open) byId("reg-as-new").focus();
}

/** The choices as they are now, with the same ticks where they still exist, and the focus where it was. */
async function freshChoices() {
  try {
    await renewChoices();
    const { name, value } = document.activeElement ?? {};
    draw(filled());
    const same = visible("input").find((input) => input.name === name && input.value === value);
    (same ?? visible("input[type=checkbox]")[0])?.focus();
  } catch {
    // The server's sentence is told all the same.
  }
}

function tell(text) {
  byId("registration-error").textContent = text;
  byId("registration-error").hidden = text === "";
  if (text) byId("registration-error").scrollIntoView({ block: "nearest" });
}
