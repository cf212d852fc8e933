/** What stands in a field after some of it was sent: typed while the answer was on its way, it is not lost. */

/**
 * @param {string} now what stands there
 * @param {string} sent what was sent of it, trimmed
 * @returns {string} what was not sent: all of it when it no longer begins with what was sent
 */
export function unsent(now, sent) {
  const text = now.trimStart();
  return text.startsWith(sent) ? text.slice(sent.length).trimStart() : now;
}

/**
 * Take what was sent out of a field; the cursor stays where it was in the rest.
 * @param {HTMLTextAreaElement} field
 * @param {string} sent
 * @returns {string} what stands there now
 */
export function takeOut(field, sent) {
  const { value, selectionStart, selectionEnd } = field;
  const rest = unsent(value, sent);
  if (rest === value) return rest;
  const gone = value.length - rest.length;
  field.value = rest;
  field.setSelectionRange(Math.max(0, selectionStart - gone), Math.max(0, selectionEnd - gone));
  return rest;
}
