/** The open conversation: read it, take it, write in it, give it back, end it. */

import { ApiError, newClientId, request } from "../api.js";
import { byId, el, icon } from "../dom.js";
import { codePoints } from "../offsets.js";
import { linkify } from "../linkify.js";
import { startPoll } from "../poll.js";
import { renderMessage } from "../render.js";
import { stickToEnd } from "../stick.js";
import { keep, recall } from "../store.js";
import { t } from "../texts.js";
import { takeOut, unsent } from "../unsent.js";
import { confirmIn } from "./keys.js";
import { findingMark, hideTip, markedText } from "./marks.js";
import { hidePanel, showPanel, wordsOf } from "./panel.js";
import { markPractice } from "./practice.js";
import { openReplies } from "./replies.js";

const LIMIT = 4000;
const WAIT = 25;
const WAITING = ["waiting", "parked"];

function outgoingKey(draftKey) {
  return `${draftKey}.outgoing`;
}

export class Conversation {
  /**
   * @param {object} on
   * @param {(error: Error) => void} on.onProblem told what is not about this conversation (network, log-in)
   * @param {(id: string, themes: import("./registration.js").Suggestion[]) => void} on.onClosed the veileder ended it: time to register
   * @param {() => void} on.onChange something the queue shows has changed
   * @param {() => string} on.me name of who is signed in
   */
  constructor(on) {
    this.on = on;
    this.id = null;
    this.writer = ""; // who is signed in, as long as this conversation is open
    this.detail = null;
    this.poll = null;
    this.sending = new Set(); // keys of drafts whose message is on its way
    this.lastTyping = 0;
    this.claiming = false;
    this.view = stickToEnd(byId("scroller"), byId("log-end"));
    byId("claim").addEventListener("click", () => this.claim());
    byId("release").addEventListener("click", () => this.release());
    byId("close").addEventListener("click", () => this.close());
    byId("replies").addEventListener("click", () => this.replies());
    byId("writer").addEventListener("submit", (event) => this.send(event));
    byId("text").addEventListener("input", () => this.typed());
    byId("text").addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.send(event);
    });
  }

  get path() {
    return `/api/conversations/${this.id}`;
  }

  get mine() {
    return this.detail?.state === "claimed" && this.detail.holder === this.on.me();
  }

  /**
   * Open a conversation; the one that was open is put away, its draft kept.
   * @param {string} id
   */
  async open(id) {
    this.stop();
    this.id = id;
    this.writer = this.on.me();
    keep("ventevakt.open", id);
    this.version = 0;
    this.after = 0;
    this.givingBack = false;
    byId("empty").hidden = true;
    byId("open").hidden = false;
    byId("log").replaceChildren();
    this.tellError("");
    byId("send-state").textContent = "";
    byId("text").value = recall(this.draftKey) ?? "";
    this.on.onChange();
    if (!(await this.refresh())) return;
    this.view.toEnd();
    this.listen();
  }

  /** Stop listening; what is on the screen stays. */
  stop() {
    this.poll?.stop();
    this.poll = null;
    hideTip();
  }

  /** Put the conversation away. */
  leave() {
    this.stop();
    this.id = null;
    this.detail = null;
    keep("ventevakt.open", null);
    byId("open").hidden = true;
    byId("empty").hidden = false;
    hidePanel();
    this.on.onChange();
  }

  /** Whoever signs in next in this browser gets no word of another's draft. */
  get draftKey() {
    return `ventevakt.draft.${this.writer}.${this.id}`;
  }

  /**
   * The message of a draft, with the id it goes under: the same as long as nobody knows whether it arrived, also after a reload.
   * @param {string} key the draft's
   * @param {string} text
   */
  outgoing(key, text) {
    const begun = recall(outgoingKey(key));
    const message = begun?.text === text ? begun : { client_id: newClientId(), text };
    keep(outgoingKey(key), message);
    return message;
  }

  /** Ask for the whole conversation again and show it. Returns false when it could not be shown. */
  async refresh() {
    const id = this.id;
    try {
      const detail = await request("GET", this.path);
      if (this.id !== id) return false;
      const wasMine = this.mine;
      this.detail = detail;
      this.show();
      if (this.claiming && this.mine) byId("text").focus(); // whoever asked may know of the claim before its answer
      if (wasMine && WAITING.includes(detail.state) && !this.givingBack) this.tellError(t("lease_lost"));
      return true;
    } catch (error) {
      if (this.id === id) this.failed(error);
      return false;
    }
  }

  listen() {
    this.poll = startPoll({
      ask: (signal) =>
        request("GET", `${this.path}/messages?after=${this.after}&seen=${this.version}&wait=${WAIT}`, {
          signal,
          timeoutMs: 40000,
        }),
      onAnswer: (answer) => this.heard(answer),
      onProblem: (error) => this.failed(error),
    });
  }

  heard(answer) {
    const news = answer.messages.length > 0 || answer.version !== this.version;
    const onlyTyping = answer.typing && byId("typing").hidden && !answer.messages.length;
    this.version = answer.version;
    for (const message of answer.messages) this.after = Math.max(this.after, message.number);
    byId("typing").hidden = !answer.typing;
    byId("typing-text").textContent = answer.typing ? t("typing_parent") : "";
    if (news && !onlyTyping) this.refresh();
    return news;
  }

  /** What went wrong, told where it matters. Returns whether to go on polling. */
  failed(error) {
    if (!(error instanceof ApiError) || error.passing || error.status === 401) {
      this.on.onProblem(error);
      return !(error instanceof ApiError && error.status === 401);
    }
    this.lose(error);
    return false;
  }

  /** The conversation is no longer ours: said plainly, nothing written is lost. */
  lose(error) {
    this.stop();
    const lost = error.word === "lease_lost";
    this.tellError(lost ? t("lease_lost") : error.status === 404 ? t("gone") : error.sentence || t("error"));
    if (this.detail) this.detail.state = "lost";
    this.showControls();
    if (lost) byId("writer").hidden = false;
    byId("send").disabled = true;
    this.on.onChange();
  }

  tellError(text) {
    byId("open-error").textContent = text;
    byId("open-error").hidden = text === "";
  }

  show() {
    const { detail } = this;
    markPractice(detail.practice);
    byId("open-title").textContent = t("open_title", { minutes: detail.waited_minutes });
    byId("open-note").textContent = this.note();
    this.showMessages();
    this.showControls();
    showPanel(detail, { canDecide: this.mine, onTheme: (theme, accepted) => this.decide(theme, accepted) });
  }

  note() {
    const { state, holder, parent_seen_seconds: seen } = this.detail;
    if (state === "closed") return t("closed_note");
    if (state === "left") return t("left_note");
    if (state === "parked") return t("parked_note");
    if (state === "claimed" && !this.mine) return t("claimed_by_other", { name: holder ?? "" });
    const presence = seen < 90 ? t("presence_here") : t("presence_away", { minutes: Math.round(seen / 60) });
    return this.mine ? `${t("claimed_note")} ${presence}.` : `${presence}.`;
  }

  showControls() {
    const state = this.detail?.state;
    byId("preview-bar").hidden = !WAITING.includes(state);
    byId("writer").hidden = !this.mine;
    byId("send").disabled = this.sending.has(this.draftKey);
    byId("release").hidden = !this.mine;
    byId("close").hidden = !this.mine;
  }

  /** Draw what is new or has changed; what is the same is left alone, so that focus and place stay. */
  showMessages() {
    const log = byId("log");
    const atEnd = this.view.atEnd();
    for (const message of this.detail.messages) {
      this.after = Math.max(this.after, message.number);
      const marks = this.detail.findings.filter((finding) => finding.message === message.number && !finding.careful);
      const print = JSON.stringify([message, marks]);
      const old = log.querySelector(`[data-number="${message.number}"]`);
      if (old?.dataset.print === print) continue;
      const node = this.messageNode(message, marks);
      node.dataset.print = print;
      if (old) old.replaceWith(node);
      else log.append(node);
    }
    if (atEnd) this.view.toEnd();
  }

  messageNode(message, findings) {
    const body = (one) =>
      one.sender === "parent" ? markedText(one.text, findings.map(findingMark)) : linkify(one.text);
    const node = renderMessage(message, { body });
    if (message.sender === "parent" && message.screened === "failed") {
      node.append(el("p", { class: "unscreened" }, icon("alert"), t("unscreened")));
    }
    return node;
  }

  async claim() {
    if (!this.id || byId("preview-bar").hidden) return;
    this.claiming = true;
    try {
      await request("POST", `${this.path}/claim`, { body: {} });
      this.tellError("");
      await this.refresh();
      this.poll?.kick();
      this.on.onChange();
    } catch (error) {
      if (error instanceof ApiError && error.word === "already_claimed") {
        this.lose(error);
      } else this.failed(error);
    } finally {
      this.claiming = false;
    }
  }

  /** Another conversation may be open when the answer comes, and more be written: what was sent is taken out of its own draft. */
  async send(event) {
    event.preventDefault();
    const [key, text] = [this.draftKey, byId("text").value.trim()];
    if (!text || !this.mine || this.tooLong(text) || this.sending.has(key)) return;
    const isOpen = () => this.id !== null && this.draftKey === key;
    this.sending.add(key);
    byId("send").disabled = true;
    byId("send-state").textContent = t("sending");
    try {
      await request("POST", `${this.path}/messages`, { body: this.outgoing(key, text) });
      keep(outgoingKey(key), null);
      keep(key, (isOpen() ? takeOut(byId("text"), text) : unsent(recall(key) ?? "", text)) || null);
    } catch (error) {
      if (!isOpen()) return; // the draft is there when the conversation is opened again
      byId("send-state").textContent = t("send_failed", { name: error instanceof ApiError ? error.sentence : "" });
      this.failed(error);
      return;
    } finally {
      // the next may be sent while what is on the page is still being drawn anew
      this.sending.delete(key);
      if (isOpen()) byId("send").disabled = this.detail?.state === "lost";
    }
    if (isOpen()) await this.showSent();
  }

  async showSent() {
    byId("send-state").textContent = "";
    const key = this.draftKey;
    try {
      await this.refresh();
      if (this.id !== null && this.draftKey === key) this.view.toEnd();
    } catch (error) {
      this.failed(error);
    }
  }

  tooLong(text) {
    const over = codePoints(text) - LIMIT;
    byId("limit").hidden = over <= 0;
    byId("limit").textContent = over > 0 ? t("limit_over", { count: over }) : "";
    return over > 0;
  }

  typed() {
    keep(this.draftKey, byId("text").value || null);
    this.tooLong(byId("text").value.trim());
    if (Date.now() - this.lastTyping < 4000 || !this.mine) return;
    this.lastTyping = Date.now();
    request("POST", `${this.path}/typing`, { body: {} }).catch(() => {});
  }

  setDraft(text) {
    byId("text").value = text;
    keep(this.draftKey, text || null);
  }

  replies() {
    if (byId("writer").hidden) return;
    openReplies(this.detail.language, (text) => {
      const before = byId("text").value.trimEnd();
      this.setDraft(before ? `${before}\n${text}` : text);
      byId("text").focus();
    });
  }

  /** A refusal is about the theme alone: it is told, and the conversation goes on. Reading it anew tells whether it is still ours. */
  async decide(theme, accepted) {
    try {
      await request("POST", `${this.path}/themes`, { body: { theme, accepted } });
      this.tellError("");
    } catch (error) {
      if (!(error instanceof ApiError) || error.passing || error.status === 401) return this.failed(error);
      this.tellError(error.sentence);
    }
    return this.refresh();
  }

  async release() {
    if (!this.mine || !(await confirmIn(byId("release-dialog")))) return;
    this.givingBack = true;
    await this.act("release", () => this.leave());
  }

  async close() {
    if (!this.mine || !(await confirmIn(byId("close-dialog")))) return;
    const themes = this.suggested;
    await this.act("close", async () => {
      await this.refresh();
      this.on.onClosed(this.id, themes);
    });
  }

  /** @returns {import("./registration.js").Suggestion[]} themes to list first: those not rejected */
  get suggested() {
    const themes = (this.detail?.themes ?? []).filter((theme) => theme.accepted !== false);
    return themes.map((one) => ({ theme: one.theme, words: wordsOf(this.detail, one), accepted: one.accepted === true }));
  }

  async act(verb, then) {
    try {
      await request("POST", `${this.path}/${verb}`, { body: {} });
      await then();
      this.on.onChange();
    } catch (error) {
      this.failed(error);
    }
  }
}
