// Any colour of a style sheet as #rrggbb and its opacity, which every program for SVG reads.
// Usage: plainColor('color(srgb 1 0.5 0 / 0.5)') → {rgb: '#ff8000', alpha: 0.5}

/** @type {Map<string, {rgb: string, alpha: number}>} */
const known = new Map();
/** @type {CanvasRenderingContext2D | null} */
let context = null;

/** @param {string} value */
export function plainColor(value) {
  if (value === 'none' || value === '' || value.startsWith('url(')) {
    return { rgb: value || 'none', alpha: 1 };
  }
  const found = known.get(value) ?? read(value);
  known.set(value, found);
  return found;
}

/** @param {string} value */
function read(value) {
  context ??= Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
    willReadFrequently: true,
  });
  if (!context) {
    return { rgb: value, alpha: 1 };
  }
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = value;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
  const hex = [red, green, blue].map((channel) => channel.toString(16).padStart(2, '0')).join('');
  return { rgb: `#${hex}`, alpha: Math.round((alpha / 255) * 1000) / 1000 };
}
