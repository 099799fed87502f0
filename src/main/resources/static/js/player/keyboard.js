// Space plays and pauses, arrows step, Home and End go to the ends; where no control has the keys for itself.
// Usage: keyboard(playback)

/** @import { Playback } from '../state/playback.js' */

/** @type {Record<string, (playback: Playback) => unknown>} */
const KEYS = {
  ' ': (playback) => playback.toggle(),
  ArrowLeft: (playback) => playback.step(-1),
  ArrowRight: (playback) => playback.step(1),
  Home: (playback) => playback.seek(0),
  End: (playback) => playback.seek(Infinity),
};

/** @param {Playback} playback */
export function keyboard(playback) {
  document.addEventListener('keydown', (event) => {
    const own = /** @type {Element} */ (event.target).closest(
      'input, textarea, select, button, a, [role=tab], summary, [tabindex="0"]',
    );
    if (!own && KEYS[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      KEYS[event.key](playback);
    }
  });
}
