// Elements, written as calls.
// Usage: h('button', {class: 'primary', onclick: run, 'aria-label': 'Train'}, 'Train')
//        svg('circle', {cx: 3, cy: 4, r: 5})

const SVG = 'http://www.w3.org/2000/svg';

function dressed(element, properties, children) {
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

export function h(tag, properties, ...children) {
  return dressed(document.createElement(tag), properties, children);
}

export function svg(tag, properties, ...children) {
  return dressed(document.createElementNS(SVG, tag), properties, children);
}

/** Sets attributes of an element that exists. */
export function set(element, properties) {
  return dressed(element, properties, []);
}
