/** Small helpers for building the page without HTML in strings. */

const SVG = "http://www.w3.org/2000/svg";
const ICONS = new URL("./icons.svg", import.meta.url).pathname;

/**
 * Build an element. Keys of `attributes` are attributes; `class`, `text` and functions
 * ("onclick") mean what they say; null, undefined and false are left out.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node|string|null|false)} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "text") node.textContent = value;
    else if (typeof value === "function") node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== false && child !== undefined));
  return node;
}

/**
 * A decorative picture from icons.svg; meaning is always in the words beside it.
 * @param {string} name
 * @returns {SVGElement}
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${ICONS}#${name}`);
  svg.append(use);
  return svg;
}

/**
 * @template {HTMLElement} E
 * @param {string} id
 * @returns {E} the element; a missing one is a mistake in the template and is said so
 */
export function byId(id) {
  const node = document.getElementById(id);
  if (!node) throw new Error(`missing element #${id}`);
  return /** @type {E} */ (node);
}

/**
 * What to do when a form is sent. Its button is off in the template until then: sent before the script has come,
 * a form would load the page anew, with what was typed in the address.
 * @param {string} id the form's
 * @param {() => void} send
 */
export function onSubmit(id, send) {
  const form = byId(id);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  form.querySelector("button[type=submit]").disabled = false;
}

/**
 * @param {string} iso a point in time
 * @returns {string} "03:12" on the reader's own clock
 */
export function clock(iso) {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return "";
  return `${String(time.getHours()).padStart(2, "0")}:${String(time.getMinutes()).padStart(2, "0")}`;
}
