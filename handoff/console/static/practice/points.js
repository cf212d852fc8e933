/** The points to notice, beside what was written and done. */

import { request } from "../api.js";
import { byId, el } from "../dom.js";
import { renderMessage } from "../render.js";
import { t } from "../texts.js";
import { tellProblem } from "./common.js";

/**
 * @typedef {object} Point
 * @property {string} text
 * @property {number[]|null} found messages of the veileder's that hold its words; null when it has none
 * @property {{title: string, url: string}[]} sources
 */

async function load() {
  const id = location.pathname.split("/").pop();
  try {
    show(await request("GET", `/api/practice/${id}`));
  } catch (error) {
    tellProblem(error);
  }
}

function show(review) {
  byId("heading").textContent = t("points_of", { name: review.title });
  byId("about").textContent = `${t(`level_${review.difficulty}`)}. ${review.about}`;
  byId("log").replaceChildren(...review.messages.map(messageNode));
  byId("points").replaceChildren(...review.points.map(pointNode));
  byId("done").replaceChildren(...doneLines(review.done).map((text) => el("li", { text })));
  byId("review").hidden = false;
  byId("print").hidden = false;
  byId("print").addEventListener("click", () => window.print());
}

/** A message with its number, so that a point can name it on paper too. */
function messageNode(message) {
  const node = renderMessage(message);
  node.id = `message-${message.number}`;
  node.setAttribute("tabindex", "-1");
  node.querySelector(".message-head").prepend(el("span", { class: "message-number", text: String(message.number) }));
  return node;
}

/** @param {Point} point */
function pointNode(point) {
  return el("li", {}, el("p", { text: point.text }), foundNode(point.found), sourcesNode(point.sources));
}

function foundNode(found) {
  if (found === null) return null;
  if (!found.length) return el("p", { class: "found", text: t("found_none") });
  const links = found.flatMap((number) => [" ", el("a", { href: `#message-${number}`, "aria-label": t("go", { number }), text: String(number) })]);
  return el("p", { class: "found" }, t("found"), ...links);
}

function sourcesNode(sources) {
  if (!sources.length) return null;
  const links = sources.flatMap((one, place) => [place ? ", " : " ", el("a", { href: one.url, rel: "noreferrer", text: one.title })]);
  return el("p", { class: "sources" }, t("sources"), ...links);
}

function doneLines(done) {
  const first = done.first_word_seconds === null ? t("no_word") : t("first_word", { seconds: done.first_word_seconds });
  const alerts = done.alerts.map((alert) =>
    alert.acknowledged_seconds === null
      ? t("ack_none", { name: alert.title })
      : t("ack", { name: alert.title, seconds: alert.acknowledged_seconds }),
  );
  return [
    first,
    t("words_count", { count: done.messages }),
    ...(done.minutes === null ? [t("broken")] : [t("minutes", { minutes: done.minutes })]),
    ...(alerts.length ? alerts : [t("alerts_none")]),
    done.themes.length ? t("themes", { name: done.themes.join(", ") }) : t("themes_none"),
    done.registered ? t("registered") : t("registered_not"),
  ];
}

load();
