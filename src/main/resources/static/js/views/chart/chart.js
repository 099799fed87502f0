// One chart over the steps, with the playhead, and the curves of other runs.
// Usage: const chart = new Chart(body, {label, log: () => false, playhead: () => 3});
//        chart.show(xs, [{name, values, color, dash}])
import uPlot from '../../../vendor/uplot-1.6.32/uPlot.esm.js';
import { h } from '../../page/element.js';
import { tick } from '../../page/format.js';
import { color } from '../../page/theme.js';

const WHOLE = [1, 2, 5].flatMap((one) => Array.from({ length: 8 }, (_, i) => one * 10 ** i)).sort((a, b) => a - b);

/**
 * @typedef {{name: string, values: Api.Finite[], color: string, dash?: number[], width?: number}} Line
 *
 * @typedef {object} Options
 * @property {() => boolean} log
 * @property {() => number | null} playhead
 * @property {(low: number, high: number) => [low: number, high: number]} [ends] of the vertical axis, from those of the values
 * @property {(value: number) => string} [mark] writes a number beside the vertical axis
 */
export class Chart {
  #place;
  #options;
  /** @type {uPlot | null} */
  #plot = null;
  #shape = '';
  #playhead = h('div', { class: 'playhead', 'aria-hidden': 'true' });

  /**
   * @param {HTMLElement} place
   * @param {Options} options
   */
  constructor(place, options) {
    this.#place = place;
    this.#options = options;
    new ResizeObserver(() => this.#plot?.setSize(this.#size())).observe(place);
  }

  #size() {
    return { width: Math.max(200, this.#place.clientWidth), height: Math.max(120, this.#place.clientHeight) };
  }

  /** Forgets the colours, so that the next drawing uses new ones. */
  forget() {
    this.#shape = '';
  }

  /**
   * @param {number[]} x
   * @param {Line[]} series
   */
  show(x, series) {
    const log = this.#options.log();
    const shape = JSON.stringify([log, series.map(({ name, dash, color: stroke }) => [name, dash, stroke])]);
    /** @type {uPlot.AlignedData} */
    const data = [
      x,
      ...series.map(({ values }) =>
        log ? values.map((value) => (value !== null && value > 0 ? value : null)) : values,
      ),
    ];
    if (shape !== this.#shape) {
      this.#shape = shape;
      this.#plot?.destroy();
      this.#plot = new uPlot(this.#describe(series, log), data, this.#place);
    } else {
      this.#plot?.setData(data);
    }
  }

  /** Moves the playhead to where it is now; the curves are not drawn again. */
  move() {
    const plot = this.#plot;
    const at = this.#options.playhead();
    this.#playhead.hidden = !plot || at === null || plot.data[0].length === 0;
    if (plot && at !== null) {
      if (this.#playhead.parentElement !== plot.over) {
        plot.over.append(this.#playhead);
      }
      this.#playhead.style.transform = `translateX(${(plot.valToPos(at, 'x') - 1).toFixed(1)}px)`;
    }
  }

  /**
   * @param {Line[]} series
   * @param {boolean} log
   * @returns {uPlot.Options}
   */
  #describe(series, log) {
    const { ends, mark: written = tick } = this.#options;
    const axis = {
      stroke: color('ink-soft'),
      grid: { stroke: color('line'), width: 1 },
      ticks: { show: false },
      font: '12px system-ui',
      size: 34,
    };
    return {
      ...this.#size(),
      legend: { show: false },
      cursor: { show: false },
      padding: [10, 24, 0, 4],
      scales: {
        x: { time: false, range: (_plot, _low, high) => [0, Math.max(1, high)] },
        y: { distr: log ? 3 : 1, ...(ends && { range: (_plot, low, high) => ends(low ?? 0, high ?? 1) }) },
      },
      axes: [
        { ...axis, incrs: WHOLE },
        { ...axis, size: 58, values: (_plot, marks) => marks.map((mark) => (mark === null ? '' : written(mark))) },
      ],
      series: [
        {},
        ...series.map(({ name, color: stroke, dash, width = 2 }) => ({
          label: name,
          stroke,
          dash,
          width,
          points: { show: false },
          spanGaps: true,
        })),
      ],
      hooks: { draw: [() => this.move()] },
    };
  }
}
