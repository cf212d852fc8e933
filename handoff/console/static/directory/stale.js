/** What somebody should look at again, kommune by kommune. */

import { byId, el } from "../dom.js";
import { t } from "../texts.js";

/**
 * @param {{kommunenummer: string, navn: string, missing: string[], items: any[]}[]} kommuner
 * @param {(number: string) => void} onOpen
 */
export function showStale(kommuner, onOpen) {
  const draw = () => {
    const shown = kommuner.map((one) => only(one, byId("stale-state").value)).filter((one) => one.missing.length + one.items.length);
    byId("stale-count").textContent = shown.length ? t("stale_count", { count: shown.length }) : t("stale_none");
    byId("stale").replaceChildren(...shown.map((one) => kommuneNode(one, onOpen)));
  };
  byId("stale-state").onchange = draw;
  draw();
}

/** The kommune with what is in one state only; all of it for "". */
function only(kommune, state) {
  if (!state) return kommune;
  return {
    ...kommune,
    missing: state === "missing" ? kommune.missing : [],
    items: kommune.items.filter((item) => item.state === state),
  };
}

function kommuneNode({ kommunenummer: number, navn, missing, items }, onOpen) {
  return el(
    "li",
    { class: "entry", "data-kommune": number },
    el("h3", {}, number ? link(number, navn, onOpen) : navn),
    ...items.map(itemNode),
    missing.length ? el("p", { class: "soft", text: t("stale_missing", { name: [...new Set(missing)].join(", ") }) }) : null,
  );
}

/** A real link, so that it can be opened beside this one. */
function link(number, navn, onOpen) {
  const onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(number);
  };
  return el("a", { href: `?kommune=${number}`, onclick, text: `${navn} (${number})` });
}

function itemNode({ state, state_words: words, what, age, source }) {
  return el(
    "p",
    { class: "state-line" },
    el("span", { class: `state state-${state === "reported" ? "unverified" : state}`, text: words }),
    el("span", { text: what }),
    el("span", { class: "soft about", text: [age, source].filter(Boolean).join(", ") }),
  );
}
