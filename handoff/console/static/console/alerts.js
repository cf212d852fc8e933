/** Alerts: a danger sign after the handover. One key says "I have seen it"; if nobody does, the parent is told. */

import { byId, el, icon } from "../dom.js";
import { t } from "../texts.js";
import { practiceFlag } from "./practice.js";

/** Seconds until the parent is told after all. */
const FALLBACK = 20;

/** What is on the screen, and when each alert was raised on this machine's clock. */
const shown = new Map();

/**
 * @typedef {object} Alert
 * @property {string} conversation
 * @property {number} number
 * @property {string} level
 * @property {string} title
 * @property {string} words the parent's own
 * @property {number} age seconds since it was raised, as the server counts
 * @property {boolean} told the parent has got the message
 * @property {boolean} mine it is about a conversation one holds
 */

/** Those that can still be stopped come first, then one's own, then by age. */
function byHaste(a, b) {
  return a.told - b.told || b.mine - a.mine || b.age - a.age;
}

/**
 * Show the open alerts, the one that hastes most first.
 * @param {Alert[]} alerts
 * @param {{onAck: (alert: Alert) => void, onOpen: (alert: Alert) => void, onNew: (alert: Alert) => void}} on
 */
export function showAlerts(alerts, on) {
  const keys = new Set(alerts.map(keyOf));
  for (const key of shown.keys()) if (!keys.has(key)) shown.delete(key);
  for (const alert of alerts) {
    const known = shown.get(keyOf(alert));
    if (!known) on.onNew(alert);
    shown.set(keyOf(alert), { alert, until: known?.until ?? Date.now() + (FALLBACK - alert.age) * 1000 });
  }
  const box = byId("alerts");
  box.hidden = alerts.length === 0;
  box.replaceChildren(...[...alerts].sort(byHaste).map((alert) => alertNode(alert, on)));
  tellTime();
}

function keyOf(alert) {
  return `${alert.conversation}/${alert.number}`;
}

function alertNode(alert, on) {
  const ack = el(
    "button",
    { type: "button", class: "primary", "data-ack": true, onclick: () => on.onAck(alert) },
    t("alert_ack"),
    " ",
    el("kbd", { text: "Alt B" }),
  );
  const open = el("button", { type: "button", class: "quiet", text: t("alert_open"), onclick: () => on.onOpen(alert) });
  return el(
    "div",
    { class: "alert", "data-key": keyOf(alert) },
    el("p", { class: "alert-what" }, icon("alert"), practiceFlag(alert), `${t(`alert_level_${alert.level}`)}: ${alert.title}`),
    el("p", { class: "alert-words", text: alert.words ? `«${alert.words}»` : "" }),
    el("p", { class: "alert-time" }),
    ack,
    open,
  );
}

/** Say how long is left; once a second, and not read out each time. */
function tellTime() {
  for (const node of byId("alerts").children) {
    const { alert, until } = shown.get(node.dataset.key);
    const left = Math.ceil((until - Date.now()) / 1000);
    const text = alert.told || left <= 0 ? t("alert_shown") : t("alert_countdown", { seconds: left });
    node.querySelector(".alert-time").textContent = text;
  }
}

/** Keep the countdown going. */
export function wireAlerts() {
  setInterval(tellTime, 1000);
}

/** Acknowledge the top alert, as its button does. */
export function acknowledgeTop() {
  byId("alerts").querySelector("[data-ack]")?.click();
}
