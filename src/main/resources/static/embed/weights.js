// The weights of a small model over its recorded points, one column a number.
// Usage: const [w] = readWeights(trajectory, points); w.values[0]
import { array, CapsuleFault, isNumber, object } from './shape.js';

/**
 * @typedef {object} Weight
 * @property {string} name
 * @property {number} initial
 * @property {number[]} values after each recorded step
 */

/** More weights are not shown as numbers. */
const MOST = 4;

/**
 * @param {Record<string, unknown>} trajectory
 * @param {number} points
 * @returns {Weight[]} none of a model of more than four numbers
 */
export function readWeights(trajectory, points) {
  const initial = object(trajectory.initial ?? {}, '/trajectory/initial');
  const parameters = object(trajectory.parameters ?? {}, '/trajectory/parameters');
  const places = Object.entries(initial).flatMap(([name, value]) => placesIn(name, name, value, []));
  if (places.length > MOST || places.some(({ path }) => path === null)) {
    return [];
  }
  return places
    .filter(({ parameter }) => Object.hasOwn(parameters, parameter))
    .map(({ parameter, name, path }) => {
      const at = `/trajectory/parameters/${parameter}`;
      const column = array(parameters[parameter], at);
      if (column.length !== points) {
        throw new CapsuleFault(`${at} does not have one entry for each step`);
      }
      return {
        name,
        initial: inside(initial[parameter], path ?? [], `/trajectory/initial/${parameter}`),
        values: column.map((value, i) => inside(value, path ?? [], `${at}/${i}`)),
      };
    });
}

/**
 * @param {string} parameter
 * @param {string} name
 * @param {unknown} value
 * @param {number[]} path
 * @returns {{parameter: string, name: string, path: number[] | null}[]} the path is null in a summary
 */
function placesIn(parameter, name, value, path) {
  if (Array.isArray(value)) {
    return value.length > MOST
      ? [{ parameter, name, path: null }]
      : value.flatMap((inner, i) => placesIn(parameter, `${name}[${i}]`, inner, [...path, i]));
  }
  return [{ parameter, name, path: isNumber(value) ? path : null }];
}

/**
 * @param {unknown} value
 * @param {number[]} path
 * @param {string} at
 */
function inside(value, path, at) {
  const found = path.reduce((outer, i) => (Array.isArray(outer) ? outer[i] : undefined), value);
  if (!isNumber(found)) {
    throw new CapsuleFault(`${at} is not a number`);
  }
  return found;
}
