/**
 * Messages the parent has written and the server has not yet said yes to. They are kept through
 * reload and loss of network and sent one at a time, in order, with the same client_id every
 * time, so that the server stores each of them once.
 */

import { ApiError, newClientId } from "../api.js";
import { backoff } from "../poll.js";
import { keep, recall } from "../store.js";

const KEY = "ventevakt.outbox";

/**
 * @typedef {{client_id: string, text: string, choice: string|null, after: number, state: "sending"|"waiting"|"refused", why: string}} Item
 * after: number of the last message known when it was written; its own number is higher.
 * state: sending (now), waiting (will be tried again), refused (the server said no: `why`)
 */

export class Outbox {
  /**
   * @param {object} options
   * @param {(item: Item) => Promise<any>} options.send one try; resolves with the server's answer
   * @param {(item: Item, answer: any) => void} options.onSent
   * @param {(items: Item[]) => void} options.onChange told whenever something about the items changed
   * @param {(error: Error) => void} options.onProblem told every failed try
   */
  constructor({ send, onSent, onChange, onProblem }) {
    this.send = send;
    this.onSent = onSent;
    this.onChange = onChange;
    this.onProblem = onProblem;
    /** @type {Item[]} */
    this.items = (recall(KEY) ?? []).map((item) => ({ ...item, state: item.state === "refused" ? "refused" : "waiting" }));
    this.running = false;
    this.timer = 0;
    this.failures = 0;
  }

  /** @returns {number} messages of the parent with a higher number may be one of these; Infinity when none is on its way */
  get unsureFrom() {
    return Math.min(...this.items.filter((item) => item.state !== "refused").map((item) => item.after));
  }

  /**
   * Add a message and start sending.
   * @param {{text: string, choice: string|null, after: number}} written
   */
  add(written) {
    this.items.push({ client_id: newClientId(), ...written, state: "sending", why: "" });
    this.save();
    this.flush();
  }

  /** Try again now, whatever one was waiting for. */
  flush() {
    clearTimeout(this.timer);
    if (!this.running) this.run();
  }

  /**
   * Take a refused message out.
   * @param {string} clientId
   * @returns {string} its text
   */
  takeBack(clientId) {
    const item = this.items.find((one) => one.client_id === clientId);
    this.items = this.items.filter((one) => one !== item);
    this.save();
    return item?.text ?? "";
  }

  save() {
    keep(KEY, this.items.length ? this.items : null);
    this.onChange(this.items);
  }

  async run() {
    this.running = true;
    let item = this.next();
    while (item && (await this.tryOne(item))) item = this.next();
    this.running = false;
  }

  next() {
    return this.items.find((item) => item.state !== "refused");
  }

  /** One try. Resolves true when the next message may be tried at once. */
  async tryOne(item) {
    item.state = "sending";
    this.save();
    try {
      const answer = await this.send(item);
      this.failures = 0;
      this.items = this.items.filter((one) => one !== item);
      this.onSent(item, answer);
      this.save();
      return true;
    } catch (error) {
      return this.failed(item, error);
    }
  }

  failed(item, error) {
    const refused = error instanceof ApiError && !error.passing;
    item.state = refused ? "refused" : "waiting";
    item.why = refused ? error.sentence : "";
    this.save();
    this.onProblem(error);
    if (refused) return true;
    this.failures += 1;
    this.timer = setTimeout(() => this.flush(), backoff(this.failures));
    return false;
  }
}
