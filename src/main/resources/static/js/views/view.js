// The frame of a view: a heading, a sentence that says what the view shows, and a place to draw.
// Usage: const {element, body, say} = frame('bowl', 'The bowl'); say('The ball rolls downhill.')
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
 * Shows a plain sentence when there is nothing to draw.
 *
 * @param {HTMLElement} body
 * @param {string} text
 */
export function empty(body, text) {
  if (body.textContent !== text || !body.querySelector('.empty')) {
    body.replaceChildren(h('p', { class: 'empty' }, text));
  }
}
