/**
 * The long poll: one question in flight, asked again as soon as it is answered, and more
 * and more patiently while nobody answers. Used by the parent's page and by the console.
 */

/** Shortest pause between two questions when the answer held nothing new, in ms. */
const QUIET_PAUSE = 200;

/**
 * How long to wait after so many failures in a row: 1, 2, 4, 8, 15, 15 ... seconds, spread
 * by a quarter so that many phones do not come back in the same instant.
 * @param {number} failures 1 or more
 * @param {() => number} [random] number in [0, 1)
 * @returns {number} milliseconds
 */
export function backoff(failures, random = Math.random) {
  const full = Math.min(15000, 1000 * 2 ** (failures - 1));
  return Math.round(full * (0.75 + random() * 0.5));
}

/**
 * @typedef {object} PollOptions
 * @property {(signal: AbortSignal) => Promise<any>} ask makes one call
 * @property {(answer: any) => boolean|void} onAnswer told every answer; false says "nothing new"
 * @property {(error: Error, failures: number) => boolean} onProblem told every failure; false ends the poll
 */

/**
 * Ask again and again until stopped.
 * @param {PollOptions} options
 * @returns {{stop: () => void, kick: () => void}} kick: ask now, whatever one is waiting for
 */
export function startPoll({ ask, onAnswer, onProblem }) {
  let stopped = false;
  let failures = 0;
  let controller = new AbortController();
  let wake = () => {};

  const pause = (ms) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function once() {
    controller = new AbortController();
    const { signal } = controller;
    try {
      const answer = await ask(signal);
      if (stopped || signal.aborted) return;
      failures = 0;
      if (onAnswer(answer) === false) await pause(QUIET_PAUSE);
    } catch (error) {
      if (stopped || signal.aborted) return;
      failures += 1;
      if (!onProblem(error, failures)) stopped = true;
      else await pause(backoff(failures));
    }
  }

  async function run() {
    while (!stopped) await once();
    forget();
  }

  function kick() {
    controller.abort();
    wake();
  }

  function onVisible() {
    if (document.visibilityState === "visible") kick();
  }

  function forget() {
    window.removeEventListener("online", kick);
    document.removeEventListener("visibilitychange", onVisible);
  }

  window.addEventListener("online", kick);
  document.addEventListener("visibilitychange", onVisible);
  run();
  return {
    stop() {
      stopped = true;
      kick();
    },
    kick,
  };
}
