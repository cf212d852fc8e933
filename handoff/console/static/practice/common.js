/** What both pages of the training mode need. */

import { ApiError } from "../api.js";
import { byId, el } from "../dom.js";
import { t } from "../texts.js";

/**
 * Say what went wrong, with a way to sign in when that is what is missing.
 * @param {Error} error
 */
export function tellProblem(error) {
  const box = byId("problem");
  const signedOut = error instanceof ApiError && error.status === 401;
  const why = signedOut ? t("sign_in") : error instanceof ApiError && error.sentence ? error.sentence : t("net_lost");
  box.replaceChildren(why, signedOut ? " " : "", signedOut ? el("a", { href: "/konsoll", text: t("sign_in_link") }) : "");
  box.hidden = false;
}

/** What went wrong before has been put right. */
export function forgetProblem() {
  byId("problem").hidden = true;
}
