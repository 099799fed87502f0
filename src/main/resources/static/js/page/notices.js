// Sentences about what went wrong, and what is being done about it. One for each topic.
// Usage: const notices = new Notices(element); notices.say('queue', 'The queue is full…'); notices.clear('queue')
import { h } from './element.js';

export class Notices {
  #place;
  /** @type {Map<string, HTMLElement>} */
  #shown = new Map();

  /** @param {HTMLElement} place */
  constructor(place) {
    this.#place = place;
  }

  /**
   * @param {string} topic
   * @param {string} text
   * @param {{kind?: 'info' | 'warning' | 'error', action?: string, act?: () => unknown}} [options]
   */
  say(topic, text, { kind = 'info', action, act } = {}) {
    this.clear(topic);
    const notice = h(
      'div',
      { class: `notice ${kind}`, 'data-topic': topic },
      h('p', {}, text),
      action &&
        h(
          'button',
          {
            type: 'button',
            onclick: () => {
              this.clear(topic);
              act?.();
            },
          },
          action,
        ),
      h('button', { type: 'button', class: 'quiet', 'aria-label': 'Dismiss', onclick: () => this.clear(topic) }, '×'),
    );
    this.#shown.set(topic, notice);
    this.#place.append(notice);
  }

  /** @param {string} topic */
  clear(topic) {
    this.#shown.get(topic)?.remove();
    this.#shown.delete(topic);
  }
}
