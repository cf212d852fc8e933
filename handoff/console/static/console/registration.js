/**
 * The registration after a conversation, or of a telephone call: the service's own themes, gender,
 * channel and contacts. Nothing is ticked beforehand but the channel, which is a fact.
 */

import { ApiError, request } from "../api.js";
import { byId, el } from "../dom.js";
import { t } from "../texts.js";
import { openDialog } from "./keys.js";

/**
 * @typedef {object} Choices what may be registered
 * @property {string[]} themes
 * @property {string[]} genders
 * @property {string[]} channels
 * @property {string[]} outcomes
 */

/** @returns {Choices} as delivered with the page */
function readChoices() {
  return JSON.parse(byId("choices").textContent);
}

/** @type {{id: string|null, onSaved: () => void}} */
let current = { id: null, onSaved: () => {} };

/**
 * Wire the form.
 */
export function wireRegistration() {
  const form = byId("registration");
  form.addEventListener("submit", save);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey) save(event);
    else moveInTicks(event);
  });
}

/** Arrow keys lead from tick to tick, so that the whole form is quick without a mouse. */
function moveInTicks(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.target.type !== "checkbox") return;
  const boxes = [...byId("registration").querySelectorAll("input[type=checkbox]")];
  const next = boxes[boxes.indexOf(event.target) + step];
  event.preventDefault();
  next?.focus();
}

/**
 * Open the form.
 * @param {object} options
 * @param {string|null} options.id conversation, or null for a telephone call
 * @param {string[]} options.suggested themes to list first
 * @param {() => void} options.onSaved
 */
export function openRegistration({ id, suggested, onSaved }) {
  const choices = readChoices();
  current = { id, onSaved };
  const first = choices.themes.filter((theme) => suggested.includes(theme));
  const rest = choices.themes.filter((theme) => !first.includes(theme));
  byId("registration-title").textContent = t(id === null ? "reg_heading_phone" : "reg_heading_chat");
  byId("reg-suggested-set").hidden = first.length === 0;
  byId("reg-suggested").replaceChildren(...first.map((theme) => tick("checkbox", "theme", theme)));
  byId("reg-themes").replaceChildren(...rest.map((theme) => tick("checkbox", "theme", theme)));
  byId("reg-gender").replaceChildren(...choices.genders.map((gender) => tick("radio", "gender", gender)));
  byId("reg-channel").replaceChildren(...choices.channels.map((channel) => channelTick(channel, id)));
  byId("reg-outcomes").replaceChildren(...choices.outcomes.map((outcome) => tick("checkbox", "outcome", outcome)));
  byId("reg-phone").hidden = id !== null;
  byId("registration-error").hidden = true;
  byId("registration").reset();
  for (const input of byId("reg-channel").querySelectorAll("input")) input.checked = input.defaultChecked;
  openDialog(byId("registration-dialog"));
  byId("registration").querySelector("fieldset:not([hidden]) input")?.focus();
}

function tick(type, name, value) {
  return el("label", {}, el("input", { type, name, value }), el("span", { text: value }));
}

/** A conversation here is a chat; a call is not. The other channels can still be chosen. */
function channelTick(channel, id) {
  const label = tick("radio", "channel", channel);
  label.querySelector("input").defaultChecked = (channel === "Chat") === (id !== null);
  return label;
}

function chosen(name) {
  return [...byId("registration").querySelectorAll(`input[name=${name}]:checked`)].map((input) => input.value);
}

/** What is stored when nothing is chosen: nothing is required that the parent did not tell. */
const UNKNOWN = "Vet ikke";

function filled() {
  return {
    themes: chosen("theme"),
    gender: chosen("gender")[0] ?? UNKNOWN,
    channel: chosen("channel")[0] ?? null,
    outcomes: chosen("outcome"),
  };
}

async function save(event) {
  event.preventDefault();
  const { id, onSaved } = current;
  const path = id === null ? "/api/registrations" : `/api/conversations/${id}/registration`;
  try {
    await request("POST", path, { body: { ...filled(), ...(id === null ? callLength() : {}) } });
    byId("registration-dialog").close();
    onSaved();
  } catch (error) {
    const why = error instanceof ApiError ? error.sentence : t("net_lost");
    byId("registration-error").textContent = t("reg_failed", { name: why });
    byId("registration-error").hidden = false;
    byId("registration-error").scrollIntoView({ block: "nearest" });
  }
}

function callLength() {
  const minutes = byId("reg-length").value;
  return minutes === "" ? {} : { length_minutes: Number(minutes) };
}
