/** Signing in and out. */

import { ApiError, request } from "../api.js";
import { byId, onSubmit } from "../dom.js";
import { t } from "../texts.js";

/** The sign-out that is on its way: its answer takes the cookie away, also that of who signs in before it comes. */
let leaving = Promise.resolve();

/**
 * Wire the form.
 * @param {() => void} onIn called once signed in
 */
export function wireLogin(onIn) {
  onSubmit("login-form", async () => {
    const username = byId("username").value.trim();
    const password = byId("password").value;
    if (!username || !password) return tellLogin(t("login_missing"));
    const own = ownField() ? { new_password: ownField().value } : {};
    try {
      await leaving;
      await request("POST", "/api/session", { body: { username, password, ...own } });
      byId("login-form").reset();
      document.querySelectorAll('[for="new-password"], #new-password').forEach((node) => node.remove());
      tellLogin("");
      onIn();
    } catch (error) {
      tellLogin(error instanceof ApiError && error.sentence ? error.sentence : t("net_lost"));
      const field = fieldToMend(error);
      field.focus();
      field.select();
    }
    return undefined;
  });
}

/** Where to write next: a password that a leader chose lets in only together with one's own, which is asked for then. */
function fieldToMend(error) {
  const word = error instanceof ApiError ? error.word : "";
  if (word === "choose_password" && !ownField()) byId("own-password").after(byId("own-password").content.cloneNode(true));
  return ["choose_password", "login_not_possible"].includes(word) ? byId("new-password") : byId("password");
}

/** @returns {HTMLInputElement|null} the field for one's own password, while it is asked for */
function ownField() {
  return /** @type {HTMLInputElement|null} */ (document.getElementById("new-password"));
}

/**
 * @param {string} text what is wrong, or "" for nothing
 */
export function tellLogin(text) {
  byId("login-error").textContent = text;
  byId("login-error").hidden = text === "";
}

/**
 * Show the login or the work.
 * @param {boolean} signedIn
 */
export function showView(signedIn) {
  byId("login").hidden = signedIn;
  byId("work").hidden = !signedIn;
  byId("bar-actions").hidden = !signedIn;
  document.body.dataset.view = signedIn ? "work" : "login";
  // somebody may have begun to type before the server told who is signed in
  if (!signedIn && !byId("login").contains(document.activeElement)) byId("username").focus();
}

/** Sign out; the server forgets the session whatever this page does next. */
export async function signOut() {
  leaving = request("DELETE", "/api/session").catch(() => {});
  await leaving;
}
