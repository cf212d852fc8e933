/** The dialog for one change: fill in, look over (what a parent will then see), save. */

import { ApiError, request } from "../api.js";
import { openDialog } from "../console/keys.js";
import { byId, el } from "../dom.js";
import { t } from "../texts.js";
import { hoursFields, hoursValue } from "./hours.js";
import { showParents } from "./kommune.js";

/** The whole file is checked each time; that may take some seconds on a slow machine. */
const PATIENCE = 60000;
/** Fields whose own hint says what an empty one means. */
const OWN_HINT = ["dekker", "samarbeid", "merknad"];
const STATES = ["verified", "unverified", "missing"];

/** What is being changed, and whether what the fields say has been looked over. */
const now = { on: null, checked: false, working: false };

/** Wire the dialog, once. */
export function wireEdit() {
  byId("edit").addEventListener("submit", submit);
  byId("edit").addEventListener("input", notChecked);
  byId("edit-cancel").addEventListener("click", () => byId("edit-dialog").close());
}

/**
 * @param {object} on
 * @param {string} on.number kommunenummer
 * @param {() => any} on.service the service as the page has it now
 * @param {string} on.field
 * @param {(said: string[]) => void} on.onSaved
 * @param {() => Promise<void>} on.onConflict asks for what stands now
 * @param {(error: Error) => void} on.onProblem
 */
export function openEdit(on) {
  now.on = on;
  const service = on.service();
  const field = fieldOf(service, on.field);
  const name = `${service.kind_words}, ${t(`field_${on.field}`).toLowerCase()}`;
  byId("edit-title").textContent = t(service.adds ? "add_heading" : "edit_heading", { name });
  tellNow();
  byId("edit-value").replaceChildren(...valueFields(service, field));
  byId("edit-seen").hidden = on.field === "merknad"; // no fact, so nobody has read it anywhere
  byId("edit-source").value = "";
  byId("edit-checked").value = new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Oslo" });
  byId("edit-shared").checked = false;
  byId("edit-shared-row").hidden = service.shared_with.length === 0;
  byId("edit-shared-text").textContent = t("edit_shared", { name: service.shared_with.join(", ") });
  tellErrors([]);
  notChecked();
  openDialog(byId("edit-dialog"));
  byId("edit-value").querySelector("input, select, textarea")?.focus();
}

function fieldOf(service, name) {
  return service.fields.find((field) => field.field === name);
}

function tellNow() {
  const field = fieldOf(now.on.service(), now.on.field);
  byId("edit-now").textContent = t("edit_now", { value: field.value || t("empty") });
}

function valueFields({ what, adds }, field) {
  const name = field.field;
  if (name === "apningstid") return [hoursFields(field.hours)];
  const label = el("label", { for: "edit-new", text: t("edit_value") });
  if (name === "status") {
    const choices = STATES.map((state) =>
      el("option", { value: state, selected: state === field.status, text: t(`edit_status_${state}`) }),
    );
    return [label, el("select", { id: "edit-new" }, ...choices)];
  }
  const forms = {
    telefon: t("edit_value_hint_telefon"),
    nettside: t("edit_value_hint_nettside"),
    dekker: t("edit_value_hint_dekker"),
    samarbeid: t("edit_value_hint_samarbeid"),
    merknad: t("edit_value_hint_merknad"),
  };
  const form = what === "nettsted" ? forms.nettside : forms[name];
  const more = [field.may_be_empty && !OWN_HINT.includes(name) && t("edit_value_hint_empty"), adds && t("add_hint")];
  const hint = [form, ...more].filter(Boolean).join(" ");
  const described = { id: "edit-new", autocomplete: "off", "aria-describedby": hint ? "edit-hint" : null };
  const input =
    name === "merknad"
      ? el("textarea", { ...described, rows: 4, text: field.value ?? "" })
      : el("input", { ...described, value: field.value ?? "", inputmode: name === "telefon" ? "tel" : null });
  return [label, input, hint ? el("p", { id: "edit-hint", class: "soft", text: hint }) : ""];
}

function body() {
  const { on } = now;
  const hours = byId("edit-value").querySelector(".hours");
  return {
    what: `${on.service().what}.${on.field}`,
    value: hours ? hoursValue(hours) : byId("edit-new").value.trim().replace(/\s*\n\s*/g, " "),
    source: byId("edit-source").value.trim(),
    checked: byId("edit-checked").value,
    shared: byId("edit-shared").checked,
    seen: on.service().version,
  };
}

async function submit(event) {
  event.preventDefault();
  if (now.working) return;
  now.working = true;
  byId("edit-state").textContent = t("edit_working");
  tellErrors([]);
  try {
    await (now.checked ? save() : check());
  } catch (error) {
    await refused(error);
  } finally {
    now.working = false;
    byId("edit-state").textContent = "";
  }
}

async function check() {
  const answer = await request("POST", `/api/directory/${now.on.number}/check`, { body: body(), timeoutMs: PATIENCE });
  const elsewhere = answer.elsewhere.length ? [t("edit_elsewhere", { name: answer.elsewhere.join(", ") })] : [];
  showParents("preview", answer);
  byId("edit-said").replaceChildren(...[...answer.said, ...elsewhere].map((text) => el("li", { text })));
  byId("edit-result").hidden = false;
  byId("edit-submit").textContent = t("edit_save");
  now.checked = true;
  byId("edit-fine").focus();
}

async function save() {
  const answer = await request("POST", `/api/directory/${now.on.number}/changes`, { body: body(), timeoutMs: PATIENCE });
  byId("edit-dialog").close();
  now.on.onSaved(answer.said);
}

async function refused(error) {
  notChecked();
  if (!(error instanceof ApiError) || ![409, 422].includes(error.status)) {
    tellErrors([t("edit_refused"), error instanceof ApiError && error.sentence ? error.sentence : t("net_lost")]);
    if (error instanceof ApiError && error.status === 401) now.on.onProblem(error);
    return;
  }
  const reasons = error.sentence.split("\n");
  tellErrors([t("edit_refused"), ...reasons]);
  if (error.word !== "changed_meanwhile") return;
  await now.on.onConflict();
  tellNow();
  tellErrors([t("edit_refused"), ...reasons, t("edit_conflict")]);
}

/** Something was written: what was looked over is no longer what would be saved. */
function notChecked() {
  now.checked = false;
  byId("edit-result").hidden = true;
  byId("edit-submit").textContent = t("edit_check");
}

function tellErrors(sentences) {
  byId("edit-errors").replaceChildren(...sentences.map((text) => el("p", { text })));
  byId("edit-errors").hidden = sentences.length === 0;
  if (sentences.length) byId("edit-errors").focus();
}
