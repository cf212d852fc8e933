/** The parent's page: start, resume, talk, leave. Every part it is made of is in parent/. */

import { ApiError } from "./api.js";
import { byId } from "./dom.js";
import { Composer } from "./parent/composer.js";
import { begin, callsOf, forgetSession, savedSession } from "./parent/conversation.js";
import { confirmIn, wireQuickExit } from "./parent/exit.js";
import { Log } from "./parent/log.js";
import { Outbox } from "./parent/outbox.js";
import { announce, queueSentence, tell, tellConnection, tellTyping, tellWishIsKnown } from "./parent/status.js";
import { startPoll } from "./poll.js";
import { forgetAll, keep, recall } from "./store.js";
import { t } from "./texts.js";

const HUMAN_KEY = "ventevakt.human";
const ENDED = ["closed", "left"];

/** One conversation on the screen, from start or resume until it is over. */
class Chat {
  /**
   * @param {import("./parent/conversation.js").Session} session
   */
  constructor(session) {
    this.calls = callsOf(session);
    this.version = 0;
    this.state = "waiting";
    this.resumed = true;
    this.polled = false;
    this.poll = null;
    /** Number of the last message the server has given us, shown or held. */
    this.after = 0;
    /** Parent messages that may be one of ours still on its way; shown when that is known. */
    this.held = [];
    this.log = new Log({
      scroller: byId("scroller"),
      log: byId("log"),
      end: byId("log-end"),
      newer: byId("newer"),
      onChoice: (choice) => this.write(choice.label, choice.value),
      onTakeBack: (clientId) => this.takeBack(clientId),
    });
    this.outbox = new Outbox({
      send: (item) => this.calls.send(item),
      onSent: (item, answer) => this.sent(item, answer),
      onChange: (items) => this.pending(items),
      onProblem: (error) => this.problem(error),
    });
    this.composer = new Composer({
      form: byId("composer"),
      field: byId("text"),
      button: byId("send"),
      limit: byId("limit"),
      onSend: (text) => this.write(text),
      onTyping: () => this.calls.typing().catch(() => {}),
    });
  }

  /**
   * Show the chat and begin to listen.
   * @param {any} [first] the server's answer to the start, when it was just started
   */
  open(first) {
    show("chat");
    byId("human").addEventListener("click", () => this.askForHuman());
    byId("leave").addEventListener("click", () => this.leave());
    if (first) {
      this.resumed = false;
      this.addMessages(first.messages);
      this.take(first);
    }
    this.log.showPending(this.outbox.items);
    this.outbox.flush();
    this.poll = startPoll({
      ask: (signal) => this.calls.poll(this.after, this.version, this.polled, signal),
      onAnswer: (answer) => this.answered(answer),
      onProblem: (error) => this.problem(error),
    });
  }

  write(text, choice = null) {
    tell("human-note", "");
    this.outbox.add({ text, choice, after: this.after });
  }

  answered(answer) {
    this.polled = true;
    tellConnection(null);
    const before = this.version;
    const fresh = this.addMessages(answer.messages);
    this.take(answer);
    if (this.outbox.items.some((item) => item.state === "waiting")) this.outbox.flush();
    if (recall(HUMAN_KEY)) this.askForHuman();
    return fresh || this.version !== before;
  }

  /** While one of our own messages is on its way, the server's copy of it waits: else it is seen twice. */
  addMessages(messages) {
    for (const message of messages) this.after = Math.max(this.after, message.number);
    const from = this.outbox.unsureFrom;
    const unsure = messages.filter((message) => message.sender === "parent" && message.number > from);
    this.held.push(...unsure);
    const fresh = this.log.add(
      messages.filter((message) => !unsure.includes(message)),
      { history: this.resumed },
    );
    this.resumed = false;
    return fresh;
  }

  pending(items) {
    this.log.showPending(items);
    this.release();
  }

  /** Show what was held, as far as it can no longer be one of ours on its way. */
  release() {
    const from = this.outbox.unsureFrom;
    this.log.add(this.held.filter((message) => message.number <= from));
    this.held = this.held.filter((message) => message.number > from);
  }

  /** Take over what an answer says about the conversation itself. */
  take(answer) {
    if (answer.version !== undefined) this.version = answer.version;
    if (answer.state) this.state = answer.state;
    tell("queue", queueSentence({ ...answer, state: this.state }));
    tellTyping(answer.typing, this.state);
    document.body.dataset.state = this.state;
    if (ENDED.includes(this.state)) this.over();
  }

  sent(item, answer) {
    tellConnection(null);
    const own = { number: answer.number, sender: "parent", kind: "text", text: item.text, choices: [] };
    this.log.add([{ ...own, sent_at: new Date().toISOString() }]);
    this.log.add(answer.messages ?? []);
  }

  /** Something did not get through. Returns whether to go on trying. */
  problem(error) {
    if (error instanceof ApiError && !error.passing) {
      const gone = [401, 403, 404, 410].includes(error.status);
      if (gone) this.over("state_gone");
      return !gone;
    }
    tellConnection(error);
    return true;
  }

  async askForHuman() {
    keep(HUMAN_KEY, true);
    try {
      await this.calls.human();
      keep(HUMAN_KEY, null);
      tellWishIsKnown(byId("queue").textContent);
    } catch (error) {
      if (error instanceof ApiError && !error.passing) keep(HUMAN_KEY, null);
      else this.problem(error);
    }
  }

  takeBack(clientId) {
    const text = this.outbox.takeBack(clientId);
    this.composer.put([byId("text").value, text].filter(Boolean).join("\n"));
    byId("text").focus();
  }

  async leave() {
    if (!(await confirmIn(byId("leave-dialog")))) return;
    this.poll?.stop();
    this.calls.leave(false).catch(() => {});
    forgetAll();
    show("ended");
    byId("ended-title").focus();
  }

  /** The conversation is over: nothing can be sent, what was said stays on the screen. */
  over(textId = "state_closed") {
    this.poll?.stop();
    tell("queue", t(textId));
    tell("human-note", "");
    tellTyping(null, this.state);
    tellConnection(null);
    byId("composer").hidden = true;
    byId("actions").hidden = true;
    byId("over").hidden = false;
    forgetSession();
  }
}

/** Show one of the page's three parts. */
function show(part) {
  for (const id of ["start", "chat", "ended"]) byId(id).hidden = id !== part;
  document.body.dataset.part = part;
  window.scrollTo(0, 0);
}

/** Keep the composer above the keyboard on phones that draw the keyboard over the page. */
function followKeyboard() {
  const view = window.visualViewport;
  if (!view) return;
  const fit = () => document.documentElement.style.setProperty("--view", `${Math.round(view.height)}px`);
  view.addEventListener("resize", fit);
  fit();
}

/** @type {Chat|null} */
let chat = null;

async function startChat() {
  const button = byId("start-button");
  button.disabled = true;
  tell("start-error", "");
  try {
    const answer = await begin(document.documentElement.lang);
    chat = new Chat({ id: answer.id, token: answer.token });
    chat.open(answer);
    if (matchMedia("(pointer: coarse)").matches) byId("chat-title").focus();
    else byId("text").focus();
  } catch (error) {
    tell("start-error", error instanceof ApiError && error.sentence ? error.sentence : t("start_failed"));
  } finally {
    button.disabled = false;
  }
}

/** Let the browser keep the page with the numbers for when web cannot be reached. Without it all else works. */
function keepNumbers() {
  navigator.serviceWorker?.register("/worker.js").catch(() => {});
}

function boot() {
  document.documentElement.classList.remove("no-js");
  followKeyboard();
  wireQuickExit(
    () => chat?.calls.leave(true).catch(() => {}),
    () => announce(t("exit_again")),
  );
  window.addEventListener("offline", () => chat && tellConnection(new Error("offline")));
  byId("start-button").addEventListener("click", startChat);
  byId("start-button").disabled = false;
  for (const button of document.querySelectorAll("[data-restart]")) {
    button.addEventListener("click", () => {
      forgetAll();
      location.reload();
    });
  }
  keepNumbers();
  const session = savedSession();
  if (!session) return;
  chat = new Chat(session);
  chat.open();
}

boot();
