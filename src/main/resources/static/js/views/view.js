// The frame of a view: a heading, a sentence that says what the view shows, and a place to draw.
// Usage: const {element, body, say} = frame('bowl', 'Loss surface'); say('The ball rolls downhill.')
import { h } from '../page/element.js';

/**
 * @param {string} id
 * @param {string} title
 * @param {Page.Child[]} [tools]
 */
export function frame(id, title, tools = []) {
  const caption = h('p', { class: 'caption', id: `${id}-caption` });
  const body = h('div', { class: 'body' });
  const element = h(
    'section',
    { class: `view ${id}`, id, 'aria-labelledby': `${id}-title` },
    h('div', { class: 'head' }, h('h2', { id: `${id}-title` }, title), h('div', { class: 'tools' }, tools)),
    body,
    caption,
  );
  /** @param {(Node | string)[]} words */
  const say = (...words) => {
    if (caption.textContent !== words.map((word) => (typeof word === 'string' ? word : word.textContent)).join('')) {
      caption.replaceChildren(...words);
    }
  };
  return { element, body, say };
}

/**
 * Puts a drawing into a body, also where it is there already and a sentence waits to take its place.
 *
 * @param {HTMLElement} body
 * @param {Element[]} drawing
 */
export function fill(body, ...drawing) {
  if (
    next.has(body) ||
    drawing.length !== body.childElementCount ||
    drawing.some((one, i) => one !== body.children[i])
  ) {
    body.replaceChildren(...drawing);
  }
}

/** So long, in milliseconds, a drawing stays for another to take its place. */
const LINGER = 300;
/** @type {WeakMap<HTMLElement, string>} */
const next = new WeakMap();

/**
 * Shows a plain sentence when there is nothing to draw. A drawing that is there stays for a moment: a new one may be on
 * its way, and the view does not flicker. To go on with the same drawing, fill the body with it again.
 *
 * @param {HTMLElement} body
 * @param {string} text
 */
export function empty(body, text) {
  if (body.childElementCount === 0 || body.querySelector(':scope > .empty')) {
    next.delete(body);
    if (body.textContent !== text) {
      body.replaceChildren(h('p', { class: 'empty' }, text));
    }
    return;
  }
  const waits = next.has(body);
  next.set(body, text);
  if (!waits) {
    const drawn = new MutationObserver(() => stop());
    const timer = setTimeout(() => {
      const words = next.get(body) ?? text;
      stop();
      body.replaceChildren(h('p', { class: 'empty' }, words));
    }, LINGER);
    const stop = () => {
      drawn.disconnect();
      clearTimeout(timer);
      next.delete(body);
    };
    drawn.observe(body, { childList: true });
  }
}
