/** The logins of the staff: who there is, a new one, and what a leader changes about one, told in words. */

import { ApiError, request } from "../api.js";
import { byId, el, onSubmit } from "../dom.js";
import { t } from "../texts.js";

/**
 * @typedef {object} Login
 * @property {number} id
 * @property {string} name
 * @property {string} role
 * @property {string} since day, 2026-01-31
 * @property {string|null} last_seen
 * @property {string|null} shut
 * @property {boolean} once its password is still the one a leader chose
 * @property {boolean} me
 */

/** @type {Login|null} whom the dialog is about */
let edited = null;
/** a call is on its way: pressing again would make a second password, and show the one that does not hold */
let busy = false;

function say(text) {
  byId("state").textContent = text;
}

/** @param {string} id of the place @param {Error|null} error null: nothing is wrong (any more) */
function tell(id, error) {
  const box = byId(id);
  const signedOut = error instanceof ApiError && error.status === 401;
  box.replaceChildren(
    error ? (error instanceof ApiError && error.sentence ? error.sentence : t("net")) : "",
    signedOut ? el("a", { href: "/konsoll", text: ` ${t("sign_in_again")}` }) : "",
  );
  box.hidden = !error;
}

async function load() {
  try {
    const { users } = await request("GET", "/api/users");
    byId("users").replaceChildren(...users.map(rowOf));
    tell("problem", null);
  } catch (error) {
    tell("problem", error);
  }
}

/** @param {Login} login */
function rowOf(login) {
  const name = login.me ? `${login.name} ${t("you")}` : login.name;
  const edit = el("button", {
    type: "button",
    text: t("edit"),
    "aria-label": t("edit_named", { name: login.name }),
    onclick: () => openDialog(login),
  });
  return el(
    "tr",
    { class: login.shut ? "shut" : null, "data-login": login.id },
    el("th", { scope: "row", text: name }),
    el("td", { text: t(`role_${login.role}`) }),
    el("td", { text: shownDay(login.since) }),
    el("td", { text: login.last_seen ? shownDay(login.last_seen) : t("never_seen") }),
    el("td", { text: accessOf(login) }),
    el("td", {}, edit),
  );
}

/** @param {Login} login */
function accessOf(login) {
  if (login.shut) return t("shut_since", { when: shownDay(login.shut) });
  return login.once ? t("once") : t("open");
}

/** @param {string} day 2026-01-31 @returns {string} 31.01.2026 */
function shownDay(day) {
  return day.split("-").reverse().join(".");
}

/** @param {Login} login */
function openDialog(login) {
  edited = login;
  byId("edit-title").textContent = t("edit_named", { name: login.name });
  byId("edit-role").value = login.role;
  byId("edit-password").value = "";
  byId("edit-others").hidden = login.me;
  byId("edit-own").hidden = !login.me;
  byId("edit-shut-part").hidden = login.shut !== null;
  byId("edit-open-part").hidden = login.shut === null;
  tell("edit-error", null);
  byId("edit").showModal();
}

/**
 * Do something with the login the dialog is about; then close it, show the list anew and say what was done.
 * @param {string} what the last part of the call
 * @param {object} body
 * @param {(answer: any) => string} told
 */
async function change(what, body, told) {
  if (busy) return;
  const { id } = edited;
  busy = true;
  try {
    const answer = await request("POST", `/api/users/${id}/${what}`, { body });
    byId("edit").close();
    await load();
    byId("users").querySelector(`[data-login="${id}"] button`)?.focus();
    hideSecret();
    say(told(answer));
  } catch (error) {
    tell("edit-error", error);
  } finally {
    busy = false;
  }
}

function changePassword() {
  const { name, me } = edited;
  change("password", chosen("edit-password"), (answer) => {
    if (answer.password) showSecret(name, answer.password);
    return me ? t("own_password_set") : t(answer.password ? "password_set" : "chosen", { name });
  });
}

function changeRole() {
  const { name } = edited;
  const role = byId("edit-role").value;
  change("role", { role }, () => t("role_changed", { name, value: t(`role_${role}`).toLowerCase() }));
}

async function add() {
  if (busy) return;
  busy = true;
  const name = byId("name").value.trim();
  const role = byId("role").value;
  try {
    const answer = await request("POST", "/api/users", { body: { name, role, ...chosen("password") } });
    tell("add-error", null);
    byId("add").reset();
    await load();
    hideSecret();
    say(answer.password ? t("added", { name }) : t("chosen", { name }));
    if (answer.password) showSecret(name, answer.password);
    else byId("name").focus();
  } catch (error) {
    tell("add-error", error);
    byId("name").focus();
  } finally {
    busy = false;
  }
}

/** The password that was written; without one the server makes one. */
function chosen(field) {
  const password = byId(field).value;
  return password ? { password } : {};
}

/** A password that was made: on this page alone, until it is hidden or the page is left. */
function showSecret(name, password) {
  byId("secret-title").textContent = t("password_for", { name });
  byId("secret-password").textContent = password;
  byId("secret").hidden = false;
  byId("secret-title").focus();
}

function hideSecret() {
  byId("secret").hidden = true;
  byId("secret-password").textContent = "";
}

onSubmit("add", add);
onSubmit("edit-password-form", changePassword);
onSubmit("edit-role-form", changeRole);
byId("edit-shut").addEventListener("click", () => {
  const { name } = edited;
  change("shut", {}, () => t("shut", { name }));
});
byId("edit-open").addEventListener("click", () => {
  const { name } = edited;
  change("open", {}, () => t("opened", { name }));
});
byId("secret-hide").addEventListener("click", () => {
  hideSecret();
  byId("main").focus();
});
load();
