// A drawing whose unit is a pixel of the screen, so that its text has one size however large it is.
// Usage: const sized = new Sized(svgElement, redraw); sized.width; sized.height
import { set } from '../../page/element.js';

const WIDE = 480;
const HIGH = 330;
const LEAST = 120;

export class Sized {
  width = WIDE;
  height = HIGH;

  /**
   * @param {SVGSVGElement} element
   * @param {() => unknown} redraw
   */
  constructor(element, redraw) {
    set(element, { viewBox: `0 0 ${WIDE} ${HIGH}` });
    element.classList.add('sized');
    new ResizeObserver(() => {
      const { clientWidth, clientHeight } = element;
      if (clientWidth > 0 && (clientWidth !== this.width || clientHeight !== this.height)) {
        this.width = clientWidth;
        this.height = Math.max(LEAST, clientHeight);
        set(element, { viewBox: `0 0 ${this.width} ${this.height}` });
        redraw();
      }
    }).observe(element);
  }
}
