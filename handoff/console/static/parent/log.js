/**
 * The conversation on the parent's screen: the server's messages in the order of their numbers,
 * then what is not yet sent, each exactly once.
 */

import { el, icon } from "../dom.js";
import { renderMessage } from "../render.js";
import { stickToEnd } from "../stick.js";
import { t } from "../texts.js";

export class Log {
  /**
   * @param {object} options
   * @param {HTMLElement} options.scroller
   * @param {HTMLElement} options.log the element with role=log
   * @param {HTMLElement} options.end an empty element after it: in view means "at the newest"
   * @param {HTMLElement} options.newer the button that leads down to what is new
   * @param {(choice: {label: string, value: string}) => void} options.onChoice
   * @param {(clientId: string) => void} options.onTakeBack
   */
  constructor({ scroller, log, end, newer, onChoice, onTakeBack }) {
    this.log = log;
    this.newer = newer;
    this.onChoice = onChoice;
    this.onTakeBack = onTakeBack;
    /** @type {Map<number, import("../render.js").Message>} */
    this.messages = new Map();
    this.pending = el("div", { class: "pending" });
    this.log.append(this.pending);
    this.view = stickToEnd(scroller, end, {
      onMove: (atEnd) => {
        if (atEnd) this.newer.hidden = true;
      },
      settle: () => this.toNewest(),
    });
    this.newer.addEventListener("click", () => this.toEnd());
  }

  /**
   * Show messages. One that is shown already is drawn again only when the server has it otherwise
   * (our own, with what was masked in it and the server's time).
   * @param {import("../render.js").Message[]} messages
   * @param {{history?: boolean}} [options] history: what was said before a reload, not to be read out
   * @returns {boolean} true when something was new
   */
  add(messages, { history = false } = {}) {
    const fresh = messages.filter((message) => !this.messages.has(message.number));
    for (const message of messages) if (!fresh.includes(message)) this.correct(message);
    if (!fresh.length) return false;
    const atEnd = this.view.atEnd(); // before there is more below
    this.log.setAttribute("aria-busy", String(history));
    for (const message of fresh) this.insert(message, !history);
    this.refreshChoices();
    this.log.removeAttribute("aria-busy");
    const urgent = fresh.some((message) => message.kind === "emergency");
    // an emergency is brought into view for everybody, the rest for whoever was at the newest
    if (urgent || atEnd) this.toNewest();
    else this.newer.hidden = false;
    return true;
  }

  insert(message, alert) {
    this.messages.set(message.number, message);
    const node = renderMessage(message, { alert });
    const after = [...this.log.querySelectorAll("[data-number]")].find(
      (other) => Number(other.dataset.number) > message.number,
    );
    this.log.insertBefore(node, after ?? this.pending);
  }

  correct(message) {
    const shown = this.messages.get(message.number);
    if (shown.text === message.text && shown.sent_at === message.sent_at) return;
    this.messages.set(message.number, message);
    this.log.querySelector(`[data-number="${message.number}"]`).replaceWith(renderMessage(message));
    this.refreshChoices();
  }

  /** Buttons belong to the newest question, until the parent has said something after it. */
  refreshChoices() {
    for (const group of this.log.querySelectorAll(".choices")) group.remove();
    const newest = [...this.messages.values()].sort((a, b) => b.number - a.number);
    const question = newest.find((message) => message.sender === "parent" || message.choices?.length);
    if (!question || question.sender === "parent" || this.pending.childElementCount) return;
    const article = this.log.querySelector(`[data-number="${question.number}"]`);
    article.append(this.choiceButtons(question));
  }

  choiceButtons(question) {
    const buttons = question.choices.map((choice) =>
      el("button", { type: "button", class: "choice", text: choice.label, onclick: () => this.onChoice(choice) }),
    );
    return el("div", { class: "choices", role: "group", "aria-label": t("choices") }, ...buttons);
  }

  /**
   * Show what is not yet sent.
   * @param {import("./outbox.js").Item[]} items
   */
  showPending(items) {
    const waited = this.pending.childElementCount > 0;
    this.pending.replaceChildren(...items.map((item) => this.pendingNode(item)));
    this.refreshChoices();
    // also when the last one is through: what answered it may be an emergency, whose top must be in view
    if (items.length || waited) this.toNewest();
  }

  pendingNode(item) {
    const status = el("p", { class: "message-state" }, icon("clock"), t(`outbox_${item.state}`));
    const node = el(
      "article",
      { class: `message message-parent is-${item.state}` },
      el("p", { class: "message-head" }, icon("person"), el("span", { class: "message-who", text: t("sender_parent") })),
      el("p", { class: "message-text", text: item.text }),
      status,
    );
    if (item.state === "refused") node.append(this.refusal(item));
    return node;
  }

  refusal(item) {
    const again = el("button", {
      type: "button",
      class: "link",
      text: t("outbox_take_back"),
      onclick: () => this.onTakeBack(item.client_id),
    });
    return el("p", { class: "refusal" }, item.why ? `${item.why} ` : "", again);
  }

  /** The newest, but never past an emergency that the parent has not yet answered: its top stays in view. */
  toNewest() {
    this.toEnd();
    // "start", since "nearest" shows the bottom of what is taller than the screen; from the end it can only lead up
    this.urgent()?.scrollIntoView({ block: "start" });
  }

  /** @returns {HTMLElement|null} the emergency message after which the parent has said nothing */
  urgent() {
    const numbers = [...this.messages.values()].sort((a, b) => b.number - a.number);
    const last = numbers.find((message) => message.sender === "parent" || message.kind === "emergency");
    if (!last || last.sender === "parent" || this.pending.childElementCount) return null;
    return this.log.querySelector(`[data-number="${last.number}"]`);
  }

  toEnd() {
    this.view.toEnd();
    this.newer.hidden = true;
  }
}
