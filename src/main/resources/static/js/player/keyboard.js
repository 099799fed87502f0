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

/** Controls that have all of these keys for themselves; a button, a link or a fold has only the space bar. */
const TAKES_ALL = 'input, textarea, select, [role=tab], [tabindex="0"]';
const TAKES_SPACE = `${TAKES_ALL}, button, a, summary`;

/** @param {Playback} playback */
export function keyboard(playback) {
  document.addEventListener('keydown', (event) => {
    const own = /** @type {Element} */ (event.target).closest(event.key === ' ' ? TAKES_SPACE : TAKES_ALL);
    const free = !own && !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (free && KEYS[event.key]) {
      event.preventDefault();
      KEYS[event.key](playback);
    }
  });
}
