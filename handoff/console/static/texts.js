/**
 * The words of the page. They are written in resources/texts/ and come with the page as a
 * block of JSON, so that no word lives in the code.
 */

/** @returns {Record<string, string>} */
function read() {
  const block = document.getElementById("texts");
  return block ? JSON.parse(block.textContent) : {};
}

const texts = read();

/**
 * The text of an id, with {name} replaced by values.name.
 * @param {string} id
 * @param {Record<string, string|number>} [values]
 * @returns {string} the id itself when the text is missing, so that the gap is seen
 */
export function t(id, values = {}) {
  const text = texts[id] ?? id;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}
