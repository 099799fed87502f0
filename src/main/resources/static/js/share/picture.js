// A view as a picture that stands alone: one SVG with the styles as attributes, canvases as images, texts as texts.
// Usage: const text = pictureOf(view, 'Loss surface, step 3'); const png = await pixels(text)
import { svg } from '../page/element.js';
import { color } from '../page/theme.js';
import { plainColor } from './plain-color.js';

const MARGIN = 12;
const TITLE = 30;
/** A PNG has so many pixels for one of the page. */
const DENSITY = 2;
/** The size of the title, and how wide a letter is, in sizes. */
const LARGEST = 16;
const LETTER = 0.58;
const FONT = 'system-ui, sans-serif';

/** The properties that are written as attributes of the same name. */
const PROPERTIES = [
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'stroke-linecap',
  'opacity',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
  'paint-order',
  'vector-effect',
];

/**
 * @param {Element} original
 * @param {Element} copy
 */
function dress(original, copy) {
  const style = getComputedStyle(original);
  if (style.display === 'none' || style.visibility === 'hidden') {
    copy.setAttribute('display', 'none');
    return;
  }
  copy.removeAttribute('class');
  copy.removeAttribute('style');
  for (const name of ['fill', 'stroke']) {
    const { rgb, alpha } = plainColor(style.getPropertyValue(name));
    copy.setAttribute(name, rgb);
    if (alpha < 1) {
      copy.setAttribute(`${name}-opacity`, String(alpha));
    }
  }
  for (const name of PROPERTIES) {
    const value = style.getPropertyValue(name);
    if (value && value !== 'none' && value !== 'normal' && value !== 'auto') {
      copy.setAttribute(name, value);
    }
  }
  for (const [i, child] of [...original.children].entries()) {
    dress(child, copy.children[i]);
  }
}

/**
 * @typedef {{x: number, y: number, width: number, height: number}} Box
 * @param {DOMRect} rect
 * @param {Box} from
 */
function box({ x, y, width, height }, from) {
  return { x: x - from.x, y: y - from.y, width, height };
}

/**
 * A drawing of the page, where it stands.
 *
 * @param {SVGSVGElement} drawing
 * @param {Box} from
 */
function drawn(drawing, from) {
  const copy = /** @type {SVGSVGElement} */ (drawing.cloneNode(true));
  dress(drawing, copy);
  const { width, height, ...place } = box(drawing.getBoundingClientRect(), from);
  for (const [name, value] of Object.entries({ ...place, width, height, 'font-family': FONT })) {
    copy.setAttribute(name, String(value));
  }
  return copy;
}

/**
 * A text node of HTML, line by line.
 *
 * @param {Text} node
 * @param {Box} from
 * @returns {Element[]}
 */
function texts(node, from) {
  const style = getComputedStyle(/** @type {Element} */ (node.parentElement));
  const range = document.createRange();
  /** @type {{top: number, bottom: number, left: number, words: string}[]} */
  const lines = [];
  for (const { 0: word, index } of node.data.matchAll(/\S+\s*/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.trimEnd().length);
    const { top, bottom, left, width } = range.getBoundingClientRect();
    const last = lines.at(-1);
    if (width > 0 && last && Math.abs(last.top - top) < 2) {
      last.words += word;
    } else if (width > 0) {
      lines.push({ top, bottom, left, words: word });
    }
  }
  return lines.map(({ top, bottom, left, words }) =>
    svg(
      'text',
      {
        x: left - from.x,
        y: (top + bottom) / 2 - from.y,
        'dominant-baseline': 'central',
        fill: plainColor(style.color).rgb,
        'font-family': FONT,
        'font-size': style.fontSize,
        'font-weight': style.fontWeight,
      },
      words.trimEnd(),
    ),
  );
}

/**
 * The ground of an element, where it has one.
 *
 * @param {Element} element
 * @param {string | null} pseudo
 * @param {Box} place
 */
function ground(element, pseudo, place) {
  const style = getComputedStyle(element, pseudo);
  const { rgb, alpha } = plainColor(style.backgroundColor);
  const border = Number.parseFloat(style.borderTopWidth) || 0;
  const line = border > 0 && { stroke: plainColor(style.borderTopColor).rgb, 'stroke-width': border };
  return alpha > 0 || border > 0
    ? [svg('rect', { ...place, rx: style.borderTopLeftRadius, fill: rgb, 'fill-opacity': alpha, ...line })]
    : [];
}

/** @type {(element: Element, from: Box) => Element[]} */
function parts(element, from) {
  const rect = element.getBoundingClientRect();
  if (rect.width === 0 || rect.height === 0 || getComputedStyle(element).visibility === 'hidden') {
    return [];
  }
  if (element instanceof SVGSVGElement) {
    return [drawn(element, from)];
  }
  if (element instanceof HTMLCanvasElement) {
    return [svg('image', { ...box(rect, from), preserveAspectRatio: 'none', href: element.toDataURL() })];
  }
  if (element.matches('select, input, .hidden')) {
    return [];
  }
  const key = element.classList.contains('key')
    ? ground(element, '::before', {
        ...box(rect, from),
        x: rect.x - from.x,
        y: rect.y - from.y + rect.height / 2 - 2,
        width: 12,
        height: 3,
      })
    : [];
  return [
    ...ground(element, null, box(rect, from)),
    ...key,
    ...[...element.childNodes].flatMap((child) =>
      child instanceof Text ? texts(child, from) : child instanceof Element ? parts(child, from) : [],
    ),
  ];
}

/**
 * @param {HTMLElement} view its body and its caption are drawn
 * @param {string} title
 */
export function pictureOf(view, title) {
  const areas = ['.body', '.caption'].map((one) => view.querySelector(one)).filter((one) => one !== null);
  const wide = [...view.querySelectorAll('.body svg, .body canvas, .body table')];
  const rects = [...areas, ...wide].map((area) => area.getBoundingClientRect()).filter((rect) => rect.width > 0);
  const [left, top] = [Math.min(...rects.map(({ x }) => x)), Math.min(...rects.map(({ y }) => y))];
  const width = Math.ceil(Math.max(...rects.map(({ right }) => right)) - left) + 2 * MARGIN;
  const height = Math.ceil(Math.max(...rects.map(({ bottom }) => bottom)) - top) + 2 * MARGIN + TITLE;
  const from = { x: left - MARGIN, y: top - MARGIN - TITLE, width, height };
  const picture = svg(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` },
    svg('title', {}, title),
    svg('rect', { width, height, fill: plainColor(color('card')).rgb }),
    svg(
      'text',
      {
        x: MARGIN,
        y: MARGIN + 14,
        fill: plainColor(color('ink')).rgb,
        'font-family': FONT,
        'font-size': Math.min(LARGEST, (width - 2 * MARGIN) / (LETTER * title.length)),
        'font-weight': 650,
      },
      title,
    ),
    areas.flatMap((area) => parts(area, from)),
  );
  return new XMLSerializer().serializeToString(picture);
}

/**
 * @param {string} text a picture
 * @returns {Promise<Blob>} the same as PNG
 */
export async function pixels(text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = DENSITY * image.naturalWidth;
    canvas.height = DENSITY * image.naturalHeight;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error('the browser cannot write a PNG'))),
        'image/png',
      ),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}
