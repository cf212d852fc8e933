/**
 * The server counts characters as code points; JavaScript counts UTF-16 units, so that an emoji
 * is two. Everything here counts code points, so that a mark lands on the right words.
 */

/**
 * @param {string} text
 * @returns {number} length in code points
 */
export function codePoints(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/**
 * @typedef {{start: number, end: number}} Span code points, end not included
 */

/**
 * Cut a text at the edges of spans, which may overlap.
 * @template {Span} S
 * @param {string} text
 * @param {S[]} spans
 * @returns {{text: string, spans: S[]}[]} pieces that together are the text, each with the spans over it
 */
export function pieces(text, spans) {
  const chars = [...text];
  const real = spans
    .map((span) => ({ span, start: Math.max(0, span.start), end: Math.min(chars.length, span.end) }))
    .filter(({ start, end }) => start < end);
  const edges = new Set([0, chars.length]);
  for (const { start, end } of real) edges.add(start).add(end);
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, i) => ({
    text: chars.slice(from, cuts[i + 1]).join(""),
    spans: real.filter(({ start, end }) => start <= from && end >= cuts[i + 1]).map(({ span }) => span),
  }));
}
