/** The parent's own conversation: its token, and the calls made with it. */

import { request } from "../api.js";
import { keep, recall } from "../store.js";

const KEY = "ventevakt.session";
/** Longest wait of one long poll, in seconds, and how long we give the server to answer it. */
const WAIT = 25;
const POLL_TIMEOUT = 40000;

/** @typedef {{id: string, token: string}} Session */

/** @returns {Session|null} the conversation of this tab */
export function savedSession() {
  return recall(KEY);
}

/**
 * Begin a conversation.
 * @param {string} language "nb", "nn" or "en"
 * @returns {Promise<any>} the server's answer: id, token, state, messages
 */
export async function begin(language) {
  const answer = await request("POST", "/api/conversations", { body: { language } });
  keep(KEY, { id: answer.id, token: answer.token });
  return answer;
}

/** Forget the conversation of this tab. */
export function forgetSession() {
  keep(KEY, null);
}

/**
 * @param {Session} session
 * @returns {object} the calls of this conversation
 */
export function callsOf({ id, token }) {
  const base = `/api/conversations/${encodeURIComponent(id)}`;
  const post = (path, body, extra = {}) => request("POST", `${base}/${path}`, { body, token, ...extra });
  return {
    /** @param {import("./outbox.js").Item} item */
    send: ({ client_id, text, choice }) =>
      post("messages", choice === null ? { client_id, text } : { client_id, text, choice }),
    poll: (after, seen, wait, signal) =>
      request("GET", `${base}/messages?after=${after}&seen=${seen}&wait=${wait ? WAIT : 0}`, {
        token,
        signal,
        timeoutMs: POLL_TIMEOUT,
      }),
    human: () => post("human", {}),
    typing: () => post("typing", {}),
    leave: (quick) => post("leave", { quick_exit: quick }, { keepalive: true }),
  };
}
