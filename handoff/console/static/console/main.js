/** The console: one poll of the queue, one open conversation, and the keys that lead everywhere. */

import { ApiError, request } from "../api.js";
import { byId, el } from "../dom.js";
import { startPoll } from "../poll.js";
import { recall } from "../store.js";
import { t } from "../texts.js";
import { acknowledgeTop, showAlerts, wireAlerts } from "./alerts.js";
import { hideComing, sayComing, showComing, wireComing } from "./coming.js";
import { Conversation } from "./conversation.js";
import { wireKeys } from "./keys.js";
import { showView, signOut, tellLogin, wireLogin } from "./login.js";
import { rememberPlace, restorePlace } from "./place.js";
import { focusQueue, focusUnregistered, showQueue } from "./queue.js";
import { OPEN, openRegistration, wireRegistration } from "./registration.js";
import { wireReplies } from "./replies.js";
import { beep, toggleSound, wireSound } from "./sound.js";

const WAIT = 25;

class Console {
  constructor() {
    this.poll = null;
    this.answer = null;
    this.conversation = new Conversation({
      me: () => this.answer?.me.name ?? "",
      onProblem: (error) => this.problem(error),
      onChange: () => this.changed(),
      onClosed: (id, themes) => this.register(id, themes),
    });
  }

  /** Find out whether this browser is signed in, and begin. */
  async start() {
    try {
      this.answer = await this.firstAnswer();
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return showView(false);
      this.problem(error);
    }
    return this.enter();
  }

  /** The queue as it is now. A leader has none: the statistics are where a leader works. */
  async firstAnswer() {
    try {
      return await request("GET", "/api/queue?wait=0");
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 403) throw error;
      location.replace("/konsoll/statistikk");
      return new Promise(() => {}); // this page is on its way out
    }
  }

  async enter() {
    const form = recall(OPEN); // before the page is shown: a key may open the form from here on
    showView(true);
    this.answer ??= await this.firstAnswer();
    this.show(this.answer);
    this.poll = startPoll({
      ask: (signal) =>
        request("GET", `/api/queue?seen=${this.answer.version}&wait=${WAIT}`, { signal, timeoutMs: 40000 }),
      onAnswer: (answer) => this.heard(answer),
      onProblem: (error) => this.problem(error),
    });
    await this.comeBack(form);
  }

  /** After a reload: the conversation, the form and the place that were there before. */
  async comeBack(form) {
    const open = recall("ventevakt.open");
    if (open) await this.conversation.open(open);
    if (form && !byId("registration-dialog").open) await this.register(form.id, form.id === open ? this.conversation.suggested : []);
    restorePlace(this.conversation.id);
  }

  /** Something the queue shows has changed here: show it at once, and ask what the server has. */
  changed() {
    if (this.answer) this.show(this.answer);
    this.poll?.kick();
  }

  heard(answer) {
    if (answer.me.name !== this.answer.me.name) {
      this.out(t("other_login", { name: answer.me.name }));
      return false;
    }
    this.well();
    const news = answer.version !== this.answer.version;
    this.answer = answer;
    this.show(answer);
    return news;
  }

  show(answer) {
    showQueue(answer, this.conversation.id, {
      onOpen: (id) => this.conversation.open(id),
      onRegister: (id) => this.registerLater(id),
    });
    byId("rates-link").hidden = answer.me.role !== "fagansvarlig";
    this.tellContent(answer.content_problems);
    showComing(answer, {
      onComing: (id) => this.sayComing(id),
      onOpen: (id) => this.openUrgent(id),
    });
    showAlerts(answer.alerts, {
      onAck: (alert) => this.acknowledge(alert),
      onOpen: (alert) => this.openUrgent(alert.conversation),
      onNew: (alert) => this.alarm(alert),
    });
  }

  /** Go to somebody urgent; a dialog that is open is put away, what is filled in kept. */
  openUrgent(id) {
    closeDialogs();
    this.conversation.open(id);
  }

  /** Content files on disk that cannot be used: what was good before is in use, and staff are told. */
  tellContent(problems) {
    byId("content-problems").hidden = problems.length === 0;
    byId("content-problem-list").replaceChildren(...problems.map((text) => el("li", { text })));
  }

  alarm(alert) {
    const practice = alert.practice ? `${t("practice")}: ` : "";
    byId("announce-urgent").textContent = `${practice}${t("alert_announce", { name: alert.title })}`;
    beep();
  }

  async acknowledge(alert) {
    try {
      await request("POST", `/api/conversations/${alert.conversation}/alerts/${alert.number}/ack`, { body: {} });
    } catch (error) {
      if (!(error instanceof ApiError) || error.passing) this.problem(error);
    }
    this.poll?.kick();
  }

  /** Tell somebody urgent in the queue that one comes, and say here that it was told. */
  async sayComing(id) {
    try {
      await request("POST", `/api/conversations/${id}/coming`, { body: {} });
      byId("announce").textContent = t("coming_said");
    } catch (error) {
      if (!(error instanceof ApiError) || error.passing || error.status === 401) this.problem(error);
      else byId("announce").textContent = error.sentence;
    }
    this.poll?.kick();
  }

  /** Network or log-in trouble. Returns whether to go on polling. */
  problem(error) {
    if (error instanceof ApiError && error.status === 401) {
      this.out(t("session_over"));
      return false;
    }
    byId("net").textContent = t("net_lost");
    byId("net").hidden = false;
    return true;
  }

  well() {
    byId("net").hidden = true;
  }

  out(why = "") {
    this.poll?.stop();
    this.poll = null;
    this.answer = null;
    this.conversation.stop();
    this.tellContent([]);
    closeDialogs();
    hideComing();
    showView(false);
    tellLogin(why);
  }

  async logout() {
    this.conversation.leave();
    this.out();
    await signOut();
  }

  async registerLater(id) {
    if (this.answer.mine.some((entry) => entry.id === id && entry.erased)) return this.register(id, []);
    await this.conversation.open(id);
    return this.register(id, this.conversation.suggested);
  }

  isPractice(id) {
    return (this.answer?.practice ?? []).some((entry) => entry.id === id);
  }

  /** A key may be quicker than the first answer, which says whose half filled forms may be shown. */
  async register(id, suggested) {
    this.answer ??= await this.firstAnswer();
    await openRegistration({
      me: this.answer.me.name,
      id,
      suggested,
      practice: this.isPractice(id),
      onSaved: () => {
        byId("announce").textContent = t(this.isPractice(id) ? "practice_saved" : "reg_saved");
        if (id !== null && id === this.conversation.id) this.conversation.leave();
        this.poll?.kick();
      },
    });
  }
}

function boot() {
  const app = new Console();
  wireLogin(() => app.enter());
  wireSound();
  wireReplies();
  wireRegistration();
  wireAlerts();
  wireComing();
  byId("logout").addEventListener("click", () => app.logout());
  byId("phone-call").addEventListener("click", () => app.register(null, []));
  byId("facts-toggle").addEventListener("click", () => {
    const open = byId("panel").classList.toggle("is-open");
    byId("facts-toggle").setAttribute("aria-expanded", String(open));
  });
  document.querySelector(".queue-pane").addEventListener("keydown", moveInQueue);
  rememberPlace(() => app.conversation.id);
  const everywhere = { B: acknowledgeTop, J: sayComing };
  wireKeys(everywhere, {
    K: focusQueue,
    T: () => app.conversation.claim(),
    S: () => byId("text").focus(),
    R: () => app.conversation.replies(),
    M: () => byId("themes").querySelector("[tabindex]")?.focus(),
    U: focusUnregistered,
    G: () => app.conversation.release(),
    A: () => app.conversation.close(),
    N: () => app.register(null, []),
    L: toggleSound,
  });
  app.start();
}

function closeDialogs() {
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
}

/** Arrow keys lead up and down the queue. */
function moveInQueue(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const cards = [...document.querySelectorAll(".queue-pane .card")];
  const next = cards[cards.indexOf(document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

boot();
