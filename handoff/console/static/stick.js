/**
 * Keeps the newest message in view for whoever was at the end, also when the view shrinks: a
 * keyboard comes up, a banner appears.
 */

/**
 * @param {HTMLElement} scroller
 * @param {HTMLElement} end an empty element after the newest
 * @param {{onMove?: (atEnd: boolean) => void, settle?: () => void}} [on]
 *   onMove: told when one comes to the end or leaves it; settle: what to do instead of going to the end
 * @returns {{atEnd: () => boolean, toEnd: () => void}}
 */
export function stickToEnd(scroller, end, { onMove = () => {}, settle } = {}) {
  let atEnd = true;
  const toEnd = () => end.scrollIntoView({ block: "end" });
  new IntersectionObserver(([entry]) => {
    atEnd = entry.isIntersecting;
    onMove(atEnd);
  }).observe(end);
  // Told before the observer above in the same frame, so atEnd is still what it was before the shrinking.
  new ResizeObserver(() => {
    if (atEnd) (settle ?? toEnd)();
  }).observe(scroller);
  // Measured when asked: the observer is a frame late, and who has just scrolled away must not be pulled back.
  const inView = () => {
    const [mark, box] = [end.getBoundingClientRect(), scroller.getBoundingClientRect()];
    return mark.top <= Math.min(box.bottom, window.innerHeight) + 1 && mark.bottom >= Math.max(box.top, 0) - 1;
  };
  return { atEnd: inView, toEnd };
}
