/**
 * A short two-tone sound made by the browser itself. On from the login press until the veileder turns it off, which
 * this browser remembers. While nothing can be heard, a line on the page says so and why.
 */

import { byId } from "../dom.js";
import { keepInBrowser, recallInBrowser } from "../store.js";
import { t } from "../texts.js";

const KEY = "ventevakt.sound";
/** @type {AudioContext|null} */
let context = null;
/** A sound that the browser holds back until somebody presses. */
let heldBack = false;

/** @returns {boolean} */
export function soundIsOn() {
  return recallInBrowser(KEY) !== false;
}

/** Wire the button, and let any press on the page (the one on «Logg inn» is one) ready the sound. */
export function wireSound() {
  byId("sound").addEventListener("click", toggleSound);
  for (const press of ["pointerup", "keydown"]) document.addEventListener(press, readySound, true);
  window.addEventListener("storage", (event) => event.key === KEY && readySound());
  readySound();
}

/** Turn the sound on (and let it be heard once) or off. */
export function toggleSound() {
  keepInBrowser(KEY, soundIsOn() ? false : null);
  readySound();
  beep();
}

/** A browser lets a page sound only after a press on it: ask again until it does. */
function readySound() {
  if (soundIsOn() && window.AudioContext && !context) {
    context = new AudioContext();
    context.addEventListener("statechange", show);
  }
  if (soundIsOn() && context?.state === "suspended") context.resume().catch(() => {});
  show();
}

function show() {
  const on = soundIsOn();
  const state = on ? "sound_on" : "sound_off";
  byId("sound").setAttribute("aria-pressed", String(on));
  if (byId("sound-text").textContent !== t(state)) byId("sound-text").textContent = t(state);
  const why = whySilent(on);
  if (byId("sound-note").textContent !== why) byId("sound-note").textContent = why;
  byId("sound-note").hidden = why === "";
}

function whySilent(on) {
  if (!on) return t("sound_is_off");
  if (!context) return t("sound_missing");
  return context.state === "running" ? "" : t("sound_blocked");
}

/**
 * Sound once, when turned on. What the browser holds back is heard at the next press; title and announcement carry
 * the same news meanwhile.
 */
export function beep() {
  if (!soundIsOn() || !context) return;
  if (context.state === "running") return play();
  if (heldBack) return;
  heldBack = true;
  context
    .resume()
    .then(() => soundIsOn() && play())
    .catch(() => {})
    .finally(() => {
      heldBack = false;
    });
}

function play() {
  tone(context, 660, 0);
  tone(context, 880, 0.22);
}

function tone(audio, hertz, delay) {
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  const from = audio.currentTime + delay;
  oscillator.frequency.value = hertz;
  gain.gain.setValueAtTime(0.0001, from);
  gain.gain.exponentialRampToValueAtTime(0.2, from + 0.03);
  gain.gain.exponentialRampToValueAtTime(0.0001, from + 0.2);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(from);
  oscillator.stop(from + 0.22);
}
