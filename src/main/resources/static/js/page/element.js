// Elements, written as calls.
// Usage: h('button', {class: 'primary', onclick: run, 'aria-label': 'Train'}, 'Train')
//        svg('circle', {cx: 3, cy: 4, r: 5})

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @param {any[]} children
 * @returns {(Node | string)[]} without their nesting, and without those that are left out
 */
function nodes(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

/**
 * @template {Element} E
 * @param {E} element
 * @param {Page.Properties<E> | undefined} properties
 * @param {Page.Child[]} children
 * @returns {E}
 */
function dressed(element, properties, children) {
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }
  element.append(...nodes(children));
  return element;
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Page.Properties<HTMLElementTagNameMap[K]>} [properties]
 * @param {Page.Child[]} children
 */
export function h(tag, properties, ...children) {
  return dressed(document.createElement(tag), properties, children);
}

/**
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Page.Properties<SVGElementTagNameMap[K]>} [properties]
 * @param {Page.Child[]} children
 */
export function svg(tag, properties, ...children) {
  return dressed(document.createElementNS(SVG, tag), properties, children);
}

/**
 * Sets attributes of an element that exists.
 *
 * @template {Element} E
 * @param {E} element
 * @param {Page.Properties<E>} properties
 */
export function set(element, properties) {
  return dressed(element, properties, []);
}
