/** Opening hours as fields a person can fill in, and as the form the file has. */

import { el } from "../dom.js";
import { t } from "../texts.js";

const WEEK = ["hverdager", "lordag", "sondag", "helg", "helligdager", "alle_dager"];
const DAYS = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag"];
const AROUND = "00:00-24:00";

/**
 * The fields, filled with what stands now.
 * @param {any} hours as in the file, {} for nothing
 * @returns {HTMLElement}
 */
export function hoursFields(hours) {
  const words = { closed: t("hours_closed"), around: t("hours_around") };
  const row = (name) => {
    const value = hours[name] ? asText(hours[name], words) : "";
    return el("div", {}, el("label", { for: `hours-${name}`, text: t(`hours_${name}`) }), input(name, value));
  };
  const input = (name, value) =>
    el("input", { id: `hours-${name}`, name, value, autocomplete: "off", "aria-describedby": "hours-note" });
  const all = el("input", { id: "hours-all", type: "checkbox", checked: hours.doegnaapent === true });
  const days = el("details", {}, el("summary", { text: t("hours_each_day") }), ...DAYS.map(row));
  days.open = DAYS.some((day) => hours[day]);
  return el(
    "div",
    { class: "hours" },
    el("div", { class: "ticks" }, el("label", {}, all, el("span", { text: t("hours_all") }))),
    el("p", { id: "hours-note", class: "soft", text: t("hours_note") }),
    ...WEEK.map(row),
    days,
    el("label", { for: "hours-tekst", text: t("hours_tekst") }),
    el("input", { id: "hours-tekst", name: "tekst", value: hours.tekst ?? "", autocomplete: "off" }),
  );
}

/**
 * What the fields say, as JSON, which is YAML too; "" when they say nothing.
 * @param {HTMLElement} fields
 * @returns {string}
 */
export function hoursValue(fields) {
  const words = { closed: t("hours_closed"), around: t("hours_around") };
  const hours = {};
  const tekst = fields.querySelector("#hours-tekst").value.trim();
  if (tekst) hours.tekst = tekst;
  if (fields.querySelector("#hours-all").checked) hours.doegnaapent = true;
  else {
    for (const name of [...WEEK, ...DAYS]) {
      const text = fields.querySelector(`#hours-${name}`).value.trim();
      if (text) hours[name] = asList(text, words);
    }
  }
  return Object.keys(hours).length ? JSON.stringify(hours) : "";
}

/**
 * @param {string[]} intervals
 * @param {{closed: string, around: string}} words
 * @returns {string} "08:00-15:30, 17:00-19:00", or the word for closed or round the clock
 */
export function asText(intervals, words) {
  if (intervals.length === 0) return words.closed;
  return intervals.map((interval) => (interval === AROUND ? words.around : interval)).join(", ");
}

/**
 * The other way; «8.00 – 15.30» is understood too, anything else is left for the server to explain.
 * @param {string} text
 * @param {{closed: string, around: string}} words
 * @returns {string[]}
 */
export function asList(text, words) {
  const parts = text.split(",").map((part) => part.trim().toLowerCase());
  if (parts.length === 1 && parts[0] === words.closed) return [];
  return parts.map((part) => {
    if (part === words.around) return AROUND;
    const spread = part.match(/^(?:kl\.?\s*)?(\d{1,2})[.:](\d{2})\s*[-–]\s*(\d{1,2})[.:](\d{2})$/);
    return spread ? `${spread[1].padStart(2, "0")}:${spread[2]}-${spread[3].padStart(2, "0")}:${spread[4]}` : part;
  });
}
