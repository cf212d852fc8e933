/** What may be registered, as it was when the page came or was last asked for. */

import { request } from "../api.js";
import { byId } from "../dom.js";

/**
 * @typedef {object} Choices
 * @property {string[]} offered themes for new registrations
 * @property {Record<string, string>} definitions what each theme means
 * @property {string[]} genders
 * @property {string[]} channels
 * @property {string[]} outcomes
 * @property {string} violence_theme the theme that opens the kinds
 * @property {string[]} violence_kinds
 */

/** @type {Choices|null} */
let known = null;

/** @returns {Choices} */
export function choices() {
  known ??= JSON.parse(byId("choices").textContent);
  return known;
}

/** Ask again: the content has changed since the page came. Raises what `request` raises. */
export async function renewChoices() {
  known = await request("GET", "/api/categories");
}

/**
 * What a theme means; nothing for one that has left the content.
 * @param {string} theme
 * @returns {string}
 */
export function definitionOf(theme) {
  return choices().definitions[theme] ?? "";
}
