/** What is known about the open conversation, beside it: summary, findings, themes, kommune, what was shown. */

import { request } from "../api.js";
import { byId, el } from "../dom.js";
import { linkify, telHref } from "../linkify.js";
import { pieces } from "../offsets.js";
import { spoken } from "../render.js";
import { t } from "../texts.js";
import { definitionOf } from "./choices.js";
import { detailOf, sourceOf } from "./marks.js";

/**
 * Show everything beside the conversation.
 * @param {any} detail the server's view of it
 * @param {{onTheme: (theme: string, accepted: boolean) => void, canDecide: boolean}} on
 */
export function showPanel(detail, on) {
  byId("panel").hidden = false;
  const place = byId("panel").contains(document.activeElement) ? document.activeElement.dataset.place : null;
  list("summary", detail.summary.map(summaryNode), "summary_none");
  list("findings", detail.findings.map((finding) => findingNode(finding, detail)), "findings_none");
  const focused = document.activeElement?.closest("#themes [data-theme]")?.dataset.theme;
  list("themes", detail.themes.map((theme, n) => themeNode(theme, n, detail, on)), "themes_none");
  if (focused) byId("themes").querySelector(`[data-theme="${CSS.escape(focused)}"]`)?.focus();
  if (place) byId("panel").querySelector(`[data-place="${CSS.escape(place)}"]`)?.focus();
  list("shown", [...detail.shown.map(shownNode), ...detail.asked.map(askedNode)], "shown_none");
  showKommune(detail);
}

/** Empty and hide it. */
export function hidePanel() {
  byId("panel").hidden = true;
  services.kommunenummer = null;
}

function list(id, nodes, noneId) {
  byId(id).replaceChildren(...(nodes.length ? nodes : [el("li", { class: "soft", text: t(noneId) })]));
}

/** The words of a span of one of the conversation's messages. */
export function wordsOf(detail, { message, start, end }) {
  const text = detail.messages.find((one) => one.number === message)?.text ?? "";
  if (start === null || start === undefined) return "";
  return pieces(text, [{ start, end }]).find((piece) => piece.spans.length)?.text ?? "";
}

/** A fact, with the way to the message it comes from. */
function summaryNode({ what, text, message }) {
  if (message === null) return el("li", { text });
  const go = goButton(message, `summary/${what}/${text}`, text);
  go.setAttribute("aria-label", `${text}. ${t("finding_go")}`);
  return el("li", {}, go);
}

function findingNode(finding, detail) {
  const source = sourceOf(finding);
  const extra = detailOf(finding);
  const words = wordsOf(detail, finding);
  const place = `finding/${finding.message}/${finding.rule}/${finding.start}`;
  const asked = finding.careful ? goButton(finding.message, place, t("finding_question")) : null;
  const go = words ? wordsLink(words, finding.message, place) : asked;
  return el(
    "li",
    {},
    el(
      "p",
      { class: "finding-head" },
      finding.level === "GREEN"
        ? null
        : el("span", { class: `level level-${finding.level}`, text: t(`urgency_${finding.level}`) }),
      el("b", { text: finding.title || finding.rule }),
      extra ? el("span", { class: "soft", text: `(${extra})` }) : null,
    ),
    go,
    source ? el("small", { text: ` ${t("finding_source", { name: source })}` }) : null,
  );
}

/** Bring a message into view and focus its first mark. */
function goTo(number) {
  const node = byId("log").querySelector(`[data-number="${number}"]`);
  node?.scrollIntoView({ block: "center" });
  node?.querySelector("mark")?.focus({ preventScroll: true });
}

function themeNode(theme, n, detail, { onTheme, canDecide }) {
  const words = wordsOf(detail, theme);
  const decided = theme.accepted === true ? t("theme_accepted") : theme.accepted === false ? t("theme_rejected") : "";
  const node = el(
    "li",
    { class: "theme", "data-theme": theme.theme, tabindex: canDecide ? "0" : null, "aria-describedby": `theme-means-${n}` },
    el("p", {}, el("b", { text: theme.theme }), decided ? el("span", { class: "flag", text: decided }) : null),
    el("p", { id: `theme-means-${n}`, class: "theme-means soft", text: definitionOf(theme.theme) }),
    words ? el("p", { class: "theme-words soft" }, `${t("theme_words")} `, wordsLink(words, theme.message, `words/${theme.theme}`)) : null,
  );
  if (canDecide) {
    node.append(themeButtons(theme, onTheme));
    node.addEventListener("keydown", (event) => themeKey(event, theme.theme, onTheme));
  }
  return node;
}

/**
 * The way to a message.
 * @param {number} message
 * @param {string} place names the button, so that the focus finds it again when the panel is drawn anew or the page reloaded
 * @param {string} text
 */
function goButton(message, place, text) {
  return el("button", { type: "button", class: "text-button", "data-place": place, onclick: () => goTo(message), text });
}

function wordsLink(words, message, place) {
  const go = goButton(message, place, `«${words}»`);
  go.setAttribute("aria-label", `${t("finding_go")}: ${words}`);
  return go;
}

function themeButtons(theme, onTheme) {
  const button = (accepted, id, key) =>
    el(
      "button",
      {
        type: "button",
        class: "quiet",
        "data-place": `decide/${theme.theme}/${key}`,
        "aria-pressed": String(theme.accepted === accepted),
        "aria-label": `${t(id)}: ${theme.theme}`,
        onclick: () => onTheme(theme.theme, accepted),
      },
      t(id),
      " ",
      el("kbd", { text: key }),
    );
  return el("div", { class: "theme-actions" }, button(true, "theme_accept", "J"), button(false, "theme_reject", "N"));
}

/** J and N decide about the theme that has the focus; the arrows lead to the others. */
function themeKey(event, theme, onTheme) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const key = event.key.toLowerCase();
  const item = event.currentTarget;
  if (key === "j" || key === "n") {
    event.preventDefault();
    onTheme(theme, key === "j");
    (item.nextElementSibling ?? item).focus();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    (event.key === "ArrowDown" ? item.nextElementSibling : item.previousElementSibling)?.focus();
  }
}

function shownNode(shown) {
  const number = shown.number ? ` (${spoken(shown.number)})` : "";
  return el("li", {}, el("b", { text: `${t("shown")}: ` }), `${shown.title}${number}`);
}

function askedNode(asked) {
  const words = { yes: t("answer_yes"), no: t("answer_no"), unknown: t("answer_unknown"), unread: t("answer_unread") };
  const answer = asked.answer ? ` – ${t("answered")}: ${words[asked.answer] ?? asked.answer}` : "";
  return el("li", {}, el("b", { text: `${t("asked")}: ` }), `${asked.text}${answer}`);
}

/** The kommune whose services are on the screen, so that they are fetched once. */
const services = { kommunenummer: null };

function showKommune(detail) {
  const outside = detail.kommune.find((place) => place.outside);
  const kommuner = detail.kommune.filter((place) => place.kommunenummer);
  const places = [...new Map(kommuner.map((place) => [place.kommunenummer, place])).values()];
  const none = outside ? t("kommune_outside", { name: outside.navn }) : t("kommune_none");
  const note = places.length === 0 ? none : places.length > 1 ? t("kommune_ambiguous") : "";
  const buttons = places.map((place) =>
    el("button", {
      type: "button",
      class: "quiet",
      text: place.navn,
      "aria-pressed": String(place.kommunenummer === services.kommunenummer),
      onclick: () => loadServices(place.kommunenummer, detail),
    }),
  );
  byId("kommune").replaceChildren(note ? el("p", { class: "soft", text: note }) : "", ...buttons);
  if (!places.length) {
    services.kommunenummer = null;
    byId("services").replaceChildren();
  } else if (places.length === 1 && services.kommunenummer !== places[0].kommunenummer) {
    loadServices(places[0].kommunenummer, detail);
  }
}

async function loadServices(kommunenummer, detail) {
  services.kommunenummer = kommunenummer;
  byId("service-told").textContent = "";
  list("services", [], "services_loading");
  try {
    const answer = await request("GET", `/api/directory/${kommunenummer}/services`);
    if (services.kommunenummer !== kommunenummer) return;
    list("services", answer.services.map((service) => serviceNode(service, kommunenummer)), "services_failed");
  } catch {
    services.kommunenummer = null;
    list("services", [], "services_failed");
  }
  for (const button of byId("kommune").querySelectorAll("button")) {
    const place = detail.kommune.find((one) => one.navn === button.textContent);
    button.setAttribute("aria-pressed", String(place?.kommunenummer === kommunenummer));
  }
}

function serviceNode(service, kommunenummer) {
  const open = service.open_now === true ? t("service_open") : service.open_now === false ? t("service_closed") : "";
  return el(
    "li",
    {},
    el("h3", { text: service.name }),
    service.phone ? el("p", {}, el("a", { class: "tel", href: telHref(service.phone), text: service.phone })) : null,
    el("p", { class: "soft" }, ...[service.hours, open, service.address].filter(Boolean).map((text) => `${text}. `)),
    service.website ? el("p", {}, ...linkify(webAddress(service.website))) : null,
    service.no_answer ? el("small", { text: service.no_answer }) : null,
    el("small", { class: "age", text: service.age }),
    ...service.reported.map((note) => el("p", {}, el("span", { class: "flag", text: t("service_reported", { name: note }) }))),
    reportButton(service, kommunenummer),
  );
}

/** One click tells those who keep the directory right; what the parent sees stays until one of them has looked. */
function reportButton(service, kommunenummer) {
  const { what, name, phone } = service;
  const note = phone
    ? t("service_report_note", { number: phone, name })
    : t("service_report_note_none", { name });
  const button = el("button", {
    type: "button",
    class: "text-button",
    "aria-label": t("service_report_named", { name }),
    text: t("service_report"),
    onclick: async () => {
      try {
        const path = `/api/resources/${kommunenummer}/report`;
        await request("POST", path, { body: { service: what, note: note.slice(0, 500) } });
        button.replaceWith(el("p", {}, el("span", { class: "flag", text: t("service_reported", { name: note }) })));
        byId("service-told").textContent = t("service_report_done");
      } catch {
        byId("service-told").textContent = t("service_report_failed");
      }
    },
  });
  return button;
}

function webAddress(website) {
  return website.startsWith("http") ? website : `https://${website}`;
}
