// An opened step: the lines of its forward pass, its loss, its chain rule and its update.
// Usage: const trace = readTrace(json, '/steps/0'); trace.parts[2].lines
import { number, object, objects, text } from './shape.js';

/**
 * @typedef {{title: string, lines: string[]}} Part
 * @typedef {{step: number, parts: Part[]}} Trace
 */

/** More lines of one part are counted, not shown. */
const MOST = 60;

/**
 * @param {unknown} json
 * @param {string} at
 * @returns {Trace}
 */
export function readTrace(json, at) {
  const trace = object(json, at);
  const [forward, loss, backward, update, next] = ['forward', 'loss', 'backward', 'update', 'next'].map((phase) =>
    object(trace[phase], `${at}/${phase}`),
  );
  /** @type {(value: unknown, where: string) => string[]} */
  const texts = (value, where) => objects(value, where).map((one, i) => text(one.text, `${where}/${i}/text`));
  const parameters = objects(update.parameters, `${at}/update/parameters`);
  return {
    step: number(trace.step, `${at}/step`),
    parts: [
      { title: 'Forward', lines: texts(forward.nodes, `${at}/forward/nodes`) },
      { title: 'Loss', lines: texts(loss.nodes, `${at}/loss/nodes`) },
      { title: 'Chain rule', lines: texts(backward.edges, `${at}/backward/edges`) },
      {
        title: 'Update',
        lines: parameters.flatMap((parameter, i) => {
          const place = `${at}/update/parameters/${i}`;
          return [
            text(parameter.gradientText, `${place}/gradientText`),
            ...texts(parameter.equations, `${place}/equations`),
          ];
        }),
      },
      { title: 'Next', lines: [text(next.text, `${at}/next/text`)] },
    ].map(({ title, lines }) => ({
      title,
      lines: lines.length > MOST ? [...lines.slice(0, MOST), `… and ${lines.length - MOST} more`] : lines,
    })),
  };
}
