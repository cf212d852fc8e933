/**
 * Keeps the newest in view for whoever is at the end, whatever grows or shrinks: a message comes, somebody begins to
 * write, a keyboard comes up, a banner appears. Who has scrolled up is left alone.
 */

/**
 * @param {HTMLElement} scroller its children are what may grow; without `overflow-anchor`, else the browser moves it too
 * @param {HTMLElement} end an empty element after the newest
 * @param {{onMove?: (atEnd: boolean) => void, settle?: () => void}} [on]
 *   onMove: told when one has scrolled; settle: what to do instead of going to the end
 * @returns {{atEnd: () => boolean, toEnd: () => void}}
 */
export function stickToEnd(scroller, end, { onMove = () => {}, settle } = {}) {
  let atEnd = true;
  let place = "";
  const toEnd = () => {
    end.scrollIntoView({ block: "end" });
    look();
  };
  // Only who scrolls leaves the end: what has grown pushes it out of view. Asked for and not only told of, since the
  // event of a scroll comes a frame late, and who has just scrolled away must not be pulled back.
  const look = () => {
    const now = `${scroller.scrollTop} ${window.scrollY}`;
    if (now !== place) atEnd = inView(scroller, end);
    place = now;
    return atEnd;
  };
  const moved = () => onMove(look());
  scroller.addEventListener("scroll", moved, { passive: true });
  window.addEventListener("scroll", moved, { passive: true });
  const sizes = new ResizeObserver(() => {
    if (look()) (settle ?? toEnd)();
  });
  for (const box of [scroller, ...scroller.children]) sizes.observe(box);
  return { atEnd: look, toEnd };
}

/** The page itself scrolls where the view is small, so the window is asked too. */
function inView(scroller, end) {
  const [mark, box] = [end.getBoundingClientRect(), scroller.getBoundingClientRect()];
  return mark.top <= Math.min(box.bottom, window.innerHeight) + 1 && mark.bottom >= Math.max(box.top, 0) - 1;
}
