/** Reports, counts, lines about the file, and the history. */

import { byId, el } from "../dom.js";
import { t } from "../texts.js";

const WHEN = new Intl.DateTimeFormat("nb-NO", { dateStyle: "medium", timeStyle: "short", timeZone: "Europe/Oslo" });

/**
 * @param {string} id of the list
 * @param {any[]} reports
 * @param {{onSeen: (report: any) => void, onOpen?: (number: string) => void, mayEdit: boolean}} on
 */
export function showReports(id, reports, on) {
  const nodes = reports.map((report) => reportNode(report, on));
  byId(id).replaceChildren(...(nodes.length ? nodes : [el("li", { class: "soft", text: t("reports_none") })]));
}

function reportNode(report, { onSeen, onOpen, mayEdit }) {
  const place = `${report.kommune} (${report.kommunenummer})`;
  return el(
    "li",
    { class: "report", "data-report": report.id },
    el(
      "p",
      {},
      onOpen
        ? el("button", { type: "button", class: "text-button", onclick: () => onOpen(report.kommunenummer), text: place })
        : null,
      el("span", { text: report.note }),
      el("span", { class: "soft", text: when(report.at) }),
    ),
    mayEdit
      ? el("button", {
          type: "button",
          class: "quiet small",
          "aria-label": t("report_seen_named", { name: `${place}, ${report.note}` }),
          onclick: () => onSeen(report),
          text: t("report_seen"),
        })
      : null,
  );
}

/**
 * Lines in a box that is there only when there are any.
 * @param {string} box id
 * @param {string} list id
 * @param {string[]} lines
 */
export function showLines(box, list, lines) {
  byId(box).hidden = lines.length === 0;
  byId(list).replaceChildren(...lines.map((text) => el("li", { text })));
}

/** @param {any[]} counts */
export function showCounts(counts) {
  const states = ["verified", "stale", "unverified", "missing"];
  byId("counts").replaceChildren(
    ...counts.map((row) =>
      el(
        "tr",
        {},
        el("th", { scope: "row", text: row.group }),
        ...states.map((state) => el("td", { text: String(row[state]) })),
      ),
    ),
  );
}

/**
 * @param {any[]} changes the newest first
 * @param {{onUndo: (change: any) => void, mayEdit: boolean}} on
 */
export function showHistory(changes, on) {
  const nodes = changes.map((change) => changeNode(change, on));
  byId("history").replaceChildren(...(nodes.length ? nodes : [el("li", { class: "soft", text: t("history_none") })]));
}

function changeNode(change, { onUndo, mayEdit }) {
  const place = change.kommuner.join(", ");
  const name = `${place}: ${change.label}`;
  const button = el("button", {
    type: "button",
    class: "quiet small",
    "aria-label": t("undo_named", { name }),
    onclick: () => onUndo(change),
    text: t("undo"),
  });
  return el(
    "li",
    { class: "change", "data-change": change.id },
    el(
      "div",
      {},
      el("p", {}, el("b", { text: name })),
      el("p", {}, el("del", { text: change.old || t("history_nothing") }), " → ", el("ins", { text: change.new || t("history_nothing") })),
      el("p", { class: "soft", text: t("history_by", { when: when(change.at), who: t(`role_${change.role}`) }) }),
      change.source ? el("p", { class: "soft about", text: t("history_source", { name: change.source }) }) : null,
      change.undoes ? el("p", { class: "flag", text: t("history_undo_of") }) : null,
      change.undone ? el("p", { class: "flag", text: t("history_undone") }) : null,
    ),
    mayEdit && change.may_undo ? button : null,
  );
}

function when(iso) {
  return WHEN.format(new Date(iso));
}
