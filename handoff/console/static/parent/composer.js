/** The field the parent writes in: its draft, its limit, its keys. */

import { codePoints } from "../offsets.js";
import { keep, recall } from "../store.js";
import { t } from "../texts.js";

const KEY = "ventevakt.draft";
/** The server's limit, in code points, and where we begin to tell of it. */
const LIMIT = 4000;
const NEAR = 3600;

export class Composer {
  /**
   * @param {object} options
   * @param {HTMLFormElement} options.form
   * @param {HTMLTextAreaElement} options.field
   * @param {HTMLButtonElement} options.button
   * @param {HTMLElement} options.limit where the room left is told
   * @param {(text: string) => void} options.onSend
   * @param {() => void} options.onTyping told at most every 4 s while the parent writes
   */
  constructor({ form, field, button, limit, onSend, onTyping }) {
    Object.assign(this, { form, field, button, limit, onSend, onTyping });
    this.lastTyping = 0;
    this.field.value = recall(KEY) ?? "";
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.field.addEventListener("input", () => this.changed());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.refresh();
  }

  submit(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    if (!text) {
      this.field.focus();
      return;
    }
    if (codePoints(text) > LIMIT) return;
    this.put("");
    this.onSend(text);
    this.field.focus();
  }

  /** Enter sends where there is a real keyboard; on a phone it makes a new line, as phones do. */
  key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    if (matchMedia("(pointer: coarse)").matches) return;
    this.submit(event);
  }

  changed() {
    keep(KEY, this.field.value || null);
    this.refresh();
    const now = Date.now();
    if (this.field.value && now - this.lastTyping > 4000) {
      this.lastTyping = now;
      this.onTyping();
    }
  }

  /**
   * @param {string} text
   */
  put(text) {
    this.field.value = text;
    keep(KEY, text || null);
    this.refresh();
  }

  refresh() {
    const used = codePoints(this.field.value.trim());
    const left = LIMIT - used;
    this.button.disabled = left < 0;
    this.limit.hidden = used < NEAR;
    this.limit.textContent = left < 0 ? t("limit_over", { count: -left }) : t("limit_left", { count: left });
    this.limit.classList.toggle("is-over", left < 0);
    this.field.toggleAttribute("aria-invalid", left < 0);
    this.grow();
  }

  /** As tall as the text, up to about six lines; the height comes from rows, so no inline style is needed. */
  grow() {
    const lines = this.field.value.split("\n").reduce((sum, line) => sum + 1 + Math.floor(line.length / 42), 0);
    this.field.rows = Math.min(6, Math.max(1, lines));
  }
}
