/** A short two-tone sound made by the browser itself, off until the veileder turns it on. */

import { byId } from "../dom.js";
import { keep, recall } from "../store.js";
import { t } from "../texts.js";

const KEY = "ventevakt.sound";
/** @type {AudioContext|null} */
let context = null;

/** @returns {boolean} */
export function soundIsOn() {
  return recall(KEY) === true;
}

/** Wire the button. A browser lets a page sound only after a press, so a press turns it on. */
export function wireSound() {
  byId("sound").addEventListener("click", toggleSound);
  show();
}

/** Turn the sound on (and let it be heard once) or off. */
export function toggleSound() {
  keep(KEY, !soundIsOn());
  show();
  beep();
}

function show() {
  byId("sound").setAttribute("aria-pressed", String(soundIsOn()));
  byId("sound-text").textContent = t(soundIsOn() ? "sound_on" : "sound_off");
}

/**
 * Sound once, when turned on. A browser without sound, or one that refuses it, stays silent:
 * title and announcement carry the same news.
 */
export function beep() {
  if (!soundIsOn() || !window.AudioContext) return;
  context ??= new AudioContext();
  context.resume().catch(() => {});
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
