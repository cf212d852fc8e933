/** One kommune: what stands in the file, each with its state and age, and what a parent reads. */

import { byId, el } from "../dom.js";
import { linkify } from "../linkify.js";
import { t } from "../texts.js";

/**
 * @param {any} detail the server's view of the kommune
 * @param {{mayEdit: boolean, onEdit: (what: string, field: string) => void}} on
 */
export function showKommune(detail, on) {
  byId("kommune-title").textContent = `${detail.navn} (${detail.kommunenummer}), ${detail.fylke}`;
  const services = detail.services.map((service) => serviceNode(service, on));
  for (const one of on.mayEdit ? detail.more : []) services[lastOf(one.kind, detail.services)].append(moreButton(one, on));
  byId("entries").replaceChildren(...services, serviceNode(detail.site, on));
  showParents("parent", detail.parents);
}

/**
 * The messages of a parent's chat, word for word.
 * @param {string} where "parent" or "preview"
 * @param {{nb: string[], nn: string[]}} texts
 */
export function showParents(where, texts) {
  for (const language of ["nb", "nn"]) {
    byId(`${where}-${language}`).replaceChildren(
      ...texts[language].map((text) =>
        el("li", { class: "message message-assistant" }, el("p", { class: "message-text" }, ...linkify(text))),
      ),
    );
  }
}

function serviceNode(service, on) {
  const name = service.name ? `${service.kind_words}: ${service.name}` : service.kind_words;
  return el(
    "li",
    { class: `entry entry-${service.state}` },
    el("h4", { text: name }),
    stateNode(service),
    el("dl", {}, ...service.fields.map((field) => fieldNode(service, field, on))),
    ...about(service).map((text) => el("p", { class: "soft about", text })),
  );
}

/** @returns {number} where the last service of a kind stands */
function lastOf(kind, services) {
  return services.map((one) => one.kind).lastIndexOf(kind);
}

function moreButton({ what, kind_words: kind }, { onEdit }) {
  const onclick = () => onEdit(what, "navn");
  return el("button", { type: "button", class: "quiet small", onclick, text: t("add", { name: kind.toLowerCase() }) });
}

function about(service) {
  return [
    service.also_shared_with?.length > 0 && t("shared", { name: service.also_shared_with.join(", ") }),
    service.source && t("source", { name: service.source }),
    service.source_age && t("source_age", { name: service.source_age }),
  ].filter(Boolean);
}

/** How sure it is, in words, and how old. */
function stateNode({ state, state_words: words, age }) {
  return el(
    "p",
    { class: "state-line" },
    el("span", { class: `state state-${state}`, text: words ?? t("state_missing") }),
    age ? el("span", { class: "soft", text: age }) : null,
  );
}

function fieldNode(service, field, { mayEdit, onEdit }) {
  const name = t(`field_${field.field}`);
  const button = el("button", {
    type: "button",
    class: "quiet small",
    "data-edit": `${service.what}.${field.field}`,
    "aria-label": t("edit_named", { name: `${service.kind_words}, ${name.toLowerCase()}` }),
    onclick: () => onEdit(service.what, field.field),
    text: t("edit"),
  });
  return el(
    "div",
    { class: "field" },
    el("dt", { text: name }),
    el(
      "dd",
      {},
      el("span", { class: field.value ? null : "soft", text: field.value || t("empty") }),
      field.of_phone && field.value ? stateNode(field.of_phone) : null,
      mayEdit ? button : null,
    ),
  );
}
