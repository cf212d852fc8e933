/** Signing in and out. */

import { ApiError, request } from "../api.js";
import { byId } from "../dom.js";
import { t } from "../texts.js";

/**
 * Wire the form.
 * @param {() => void} onIn called once signed in
 */
export function wireLogin(onIn) {
  byId("login-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const username = byId("username").value.trim();
    const password = byId("password").value;
    if (!username || !password) return tellLogin(t("login_missing"));
    try {
      await request("POST", "/api/session", { body: { username, password } });
      byId("login-form").reset();
      tellLogin("");
      onIn();
    } catch (error) {
      tellLogin(error instanceof ApiError && error.sentence ? error.sentence : t("net_lost"));
      byId("password").select();
    }
    return undefined;
  });
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
  await request("DELETE", "/api/session").catch(() => {});
}
