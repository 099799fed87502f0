// What the page's modules expect of a browser: the DOM of happy-dom, and frames that a test draws itself.
// Usage: import '../support/browser.js' before the module; frame() draws one; visit('#lesson=xor') changes the address
import { Window } from 'happy-dom';

const ADDRESS = 'http://localhost/';
const window = new Window({ url: ADDRESS });
const NAMES = ['document', 'location', 'history', 'sessionStorage', 'localStorage', 'matchMedia', 'Event', 'Node'];

let frames = new Map();
let last = 0;

globalThis.window = window;
for (const name of NAMES) {
  Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
}
globalThis.requestAnimationFrame = (draw) => {
  frames.set(++last, draw);
  return last;
};
globalThis.cancelAnimationFrame = (id) => frames.delete(id);

/** Draws one frame at a time in milliseconds; returns how many had asked for it. */
export function frame(now = performance.now()) {
  const due = [...frames.values()];
  frames = new Map();
  for (const draw of due) {
    draw(now);
  }
  return due.length;
}

/** Changes what follows the address of the page. */
export function visit(hash) {
  window.location.href = `${ADDRESS}${hash}`;
}

/** Types into a field, or chooses in it, as a person does. */
export function enter(control, value) {
  control.value = value;
  control.dispatchEvent(new window.Event('change', { bubbles: true }));
}
