/** Choose a scripted parent, start, go back to one that runs, break it off. */

import { request } from "../api.js";
import { byId, clock, el } from "../dom.js";
import { keep } from "../store.js";
import { t } from "../texts.js";
import { forgetProblem, tellProblem } from "./common.js";

const LEVELS = ["lett", "middels", "vanskelig", "alvorlig"];

/**
 * @typedef {object} Script
 * @property {string} id
 * @property {string} title
 * @property {string} about
 * @property {string} difficulty
 */

async function load() {
  try {
    show(await request("GET", "/api/practice"));
    forgetProblem();
  } catch (error) {
    tellProblem(error);
  }
}

/** @param {{scripts: Script[], mine: {id: string, title: string, running: boolean, started_at: string}[]}} answer */
function show(answer) {
  const busy = answer.mine.some((one) => one.running);
  byId("mine-part").hidden = answer.mine.length === 0;
  byId("mine").replaceChildren(...answer.mine.map(mineNode));
  byId("scripts").replaceChildren(
    ...LEVELS.flatMap((level) => levelNodes(level, answer.scripts.filter((one) => one.difficulty === level), busy)),
  );
}

function levelNodes(level, scripts, busy) {
  if (!scripts.length) return [];
  return [
    el("h2", { text: t(`level_${level}`) }),
    el("ul", { class: `scripts scripts-${level}` }, ...scripts.map((script) => scriptNode(script, busy))),
  ];
}

function scriptNode(script, busy) {
  return el(
    "li",
    { "data-script": script.id },
    el("h3", { text: script.title }),
    el("p", { text: script.about }),
    el("button", {
      type: "button",
      class: "primary",
      text: t("begin"),
      "aria-label": `${t("begin")}: ${script.title}`,
      disabled: busy,
      onclick: () => begin(script.id),
    }),
  );
}

function mineNode(one) {
  const when = el("span", { class: "soft", text: ` ${t("at_time", { time: clock(one.started_at) })}` });
  const way = one.running
    ? el("button", { type: "button", class: "primary", text: t("resume"), onclick: () => toConsole(one.id) })
    : el("a", { href: `/konsoll/opplaering/${one.id}`, text: t("points_of", { name: one.title }) });
  const stop = one.running
    ? el("button", { type: "button", class: "quiet", text: t("stop"), onclick: () => breakOff(one.id) })
    : null;
  return el("li", {}, el("p", {}, el("b", { text: one.title }), when), el("p", { class: "row" }, way, stop));
}

async function begin(script) {
  try {
    toConsole((await request("POST", "/api/practice", { body: { script } })).id);
  } catch (error) {
    tellProblem(error);
  }
}

/** The console opens what was open last. */
function toConsole(id) {
  keep("ventevakt.open", id);
  location.assign("/konsoll");
}

async function breakOff(id) {
  try {
    await request("POST", `/api/practice/${id}/stop`, { body: {} });
    byId("told").textContent = t("stopped");
    byId("main").focus();
  } catch (error) {
    tellProblem(error);
    return;
  }
  await load();
}

load();
