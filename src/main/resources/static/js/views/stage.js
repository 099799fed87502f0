// The views: three in the first row, the others below; each can be exchanged, and can fill the window.
// Usage: new Stage(place, store, (attention) => new Map([['fit', {title: 'Fit', element: new Fit(attention()).element}]]))
import { h } from '../page/element.js';
import { icon } from '../page/icons.js';
import { arrangement, placed } from '../state/arrangement.js';
import { Attention } from './attention.js';

/**
 * @import { State, Store } from '../state/store.js'
 *
 * @typedef {{title: string, element: HTMLElement}} View
 */

/** The view that needs a row for itself. */
const WIDE = 'step';
const ABOVE = '--above';
const BAR = '--bar';

export class Stage {
  #store;
  #row = h('div', { class: 'first-row' });
  #rest = h('div', { class: 'rest' });
  #tabs = h('div', { class: 'view-tabs', role: 'group', 'aria-label': 'Views' });
  /** @type {Map<string, View & {swap: HTMLSelectElement, tab: HTMLElement, full: HTMLButtonElement}>} */
  #views = new Map();
  /** @type {string[]} */
  #shown = [];
  /** @type {string | null} */
  #full = null;

  /**
   * @param {HTMLElement} place
   * @param {Store} store
   * @param {Record<string, {title: string, make: (store: any) => {element: HTMLElement}}>} registry
   */
  constructor(place, store, registry) {
    this.#store = store;
    for (const [name, { title, make }] of Object.entries(registry)) {
      const attention = new Attention(store);
      const { element } = make(attention);
      attention.watch(element);
      this.#views.set(name, { title, element, ...this.#dress(name, title, element, Object.entries(registry)) });
    }
    place.before(this.#tabs);
    place.append(this.#row, this.#rest);
    this.#swiped(place);
    this.#measure(place);
    store.subscribe((state) => this.#arrange(state));
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.#full !== null) {
        this.#fill(null);
      }
    });
    this.#arrange(store.state);
  }

  /**
   * Adds the choice of the view and the button for the whole window to the head of a view.
   *
   * @param {string} name
   * @param {string} title
   * @param {HTMLElement} element
   * @param {[string, {title: string}][]} all
   */
  #dress(name, title, element, all) {
    const swap = h(
      'select',
      {
        class: 'swap',
        'aria-label': `View instead of ${title}`,
        onchange: (event) => this.#exchange(name, event.target),
      },
      all.map(([value, one]) => h('option', { value, selected: value === name }, one.title)),
    );
    const full = h(
      'button',
      {
        type: 'button',
        class: 'full-button quiet',
        'aria-label': `${title} in the whole window`,
        'aria-pressed': 'false',
        title: 'Whole window',
        onclick: () => this.#fill(this.#full === name ? null : name),
      },
      icon('expand'),
    );
    const head = element.querySelector('.head');
    head?.prepend(swap);
    head?.append(full);
    const tab = h(
      'button',
      { type: 'button', class: 'chip', onclick: () => element.scrollIntoView({ inline: 'start', block: 'nearest' }) },
      title,
    );
    return { swap, full, tab };
  }

  /**
   * @param {string} name
   * @param {HTMLSelectElement} swap
   */
  #exchange(name, swap) {
    const chosen = swap.value;
    swap.value = name;
    this.#store.set({ views: placed(this.#shown, this.#shown.indexOf(name), chosen) });
    this.#arrange(this.#store.state);
    this.#views.get(chosen)?.swap.focus();
  }

  /** @param {State} state */
  #arrange(state) {
    const names = [...this.#views.keys()];
    const shown = arrangement(state, names);
    if (shown.join() === this.#shown.join()) {
      return;
    }
    this.#shown = shown;
    const others = [WIDE, ...names.filter((name) => name !== WIDE)].filter((name) => !shown.includes(name));
    const all = [...shown, ...others].map((name) => this.#views.get(name)).filter((view) => view !== undefined);
    this.#row.replaceChildren(...all.slice(0, shown.length).map(({ element }) => element));
    this.#rest.replaceChildren(...all.slice(shown.length).map(({ element }) => element));
    this.#tabs.replaceChildren(...all.map(({ tab }) => tab));
    this.#row.parentElement?.scrollTo({ left: 0 });
  }

  /**
   * Lets one view fill the window below the player, or none.
   *
   * @param {string | null} name
   */
  #fill(name) {
    const before = this.#full;
    this.#full = name;
    document.documentElement.classList.toggle('has-full', name !== null);
    for (const [one, { element, full }] of this.#views) {
      element.classList.toggle('full', one === name);
      element.inert = name !== null && one !== name;
      full.setAttribute('aria-pressed', String(one === name));
      full.title = one === name ? 'Back to all views (Escape)' : 'Whole window';
      full.replaceChildren(icon(one === name ? 'shrink' : 'expand'));
    }
    for (const aside of document.querySelectorAll('.masthead, .setup, .share, .footer, .view-tabs')) {
      /** @type {HTMLElement} */ (aside).inert = name !== null;
    }
    this.#views.get(name ?? before ?? '')?.full.focus();
  }

  /**
   * Marks the tab of the view that a narrow screen shows.
   *
   * @param {HTMLElement} place
   */
  #swiped(place) {
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const view = [...this.#views.values()].find(({ element }) => element === target);
          view?.tab.setAttribute('aria-pressed', String(isIntersecting));
        }
      },
      { root: place, threshold: 0.6 },
    );
    for (const { element } of this.#views.values()) {
      observer.observe(element);
    }
  }

  /**
   * Tells the style sheet how much stands above the views, so that the first row ends where the window does.
   *
   * @param {HTMLElement} place
   */
  #measure(place) {
    const stage = place.parentElement;
    if (!stage) {
      return;
    }
    const observer = new ResizeObserver(() => {
      stage.style.setProperty(ABOVE, `${place.offsetTop - stage.offsetTop}px`);
      stage.style.setProperty(BAR, `${document.getElementById('player')?.offsetHeight ?? 0}px`);
    });
    for (const sibling of stage.children) {
      if (sibling !== place) {
        observer.observe(sibling);
      }
    }
  }
}
