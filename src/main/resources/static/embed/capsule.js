// A capsule, read from text that anybody may have written: its shape is checked before a value of it is used.
// Usage: const run = readCapsule(JSON.parse(text)); run.steps[0]; throws a CapsuleFault
import { CapsuleFault, isNumber, number, object, objects, text } from './shape.js';
import { readSurface } from './surface.js';
import { readTrace } from './trace.js';
import { readWeights } from './weights.js';

/**
 * @import { Surface } from './surface.js'
 * @import { Trace } from './trace.js'
 * @import { Weight } from './weights.js'
 *
 * @typedef {object} Replay a run as the figure shows it
 * @property {string} name
 * @property {string} ending how it ended
 * @property {number} from the step whose state it begins with
 * @property {number} planned how many steps the specification asks for
 * @property {number[]} steps
 * @property {number[]} losses of each step's forward pass; NaN where it is not finite
 * @property {Weight[]} weights
 * @property {number | null} finalLoss
 * @property {Surface | null} surface
 * @property {Map<number, Trace>} traces the opened steps by their numbers
 * @property {Record<string, unknown>} specification
 */

export const FORMAT = 'downhill-capsule';
const VERSION = 1;
const MOST_POINTS = 1_000_000;

/** @param {unknown} json */
export const isCapsule = (json) => object(json, 'the capsule').format === FORMAT;

/**
 * @param {unknown} json
 * @returns {Replay}
 * @throws {CapsuleFault} if it is no capsule of this version
 */
export function readCapsule(json) {
  const capsule = object(json, 'the capsule');
  if (capsule.format !== FORMAT) {
    throw new CapsuleFault(`"format" is not "${FORMAT}", so this is not a capsule`);
  }
  if (capsule.version !== VERSION) {
    throw new CapsuleFault(
      `the capsule has version ${JSON.stringify(capsule.version) ?? 'none'}, but this figure reads version ${VERSION}`,
    );
  }
  const specification = object(capsule.specification, '/specification');
  const trajectory = object(capsule.trajectory, '/trajectory');
  const { steps, losses } = points(trajectory);
  const result = capsule.result === null || capsule.result === undefined ? {} : object(capsule.result, '/result');
  const fork = capsule.forkOf ? object(capsule.forkOf, '/forkOf') : null;
  return {
    name: text(capsule.name ?? '', '/name'),
    ending: text(capsule.outcome ?? capsule.status ?? '', '/outcome'),
    from: fork ? number(fork.step, '/forkOf/step') : 0,
    planned: isNumber(specification.steps) ? specification.steps : (steps.at(-1) ?? 0),
    steps,
    losses,
    weights: readWeights(trajectory, steps.length),
    finalLoss: isNumber(result.finalLoss) ? result.finalLoss : null,
    surface: capsule.lossSurface ? readSurface(capsule.lossSurface) : null,
    traces: new Map(
      objects(capsule.steps ?? [], '/steps')
        .map((step, i) => readTrace(step, `/steps/${i}`))
        .map((trace) => [trace.step, trace]),
    ),
    specification,
  };
}

/** @param {Record<string, unknown>} trajectory */
function points(trajectory) {
  const { step, loss } = trajectory;
  if (!Array.isArray(step) || !Array.isArray(loss) || step.length !== loss.length || step.length > MOST_POINTS) {
    throw new CapsuleFault('/trajectory/step and /trajectory/loss are not two arrays of one length');
  }
  step.forEach((value, i) => {
    if (!Number.isSafeInteger(value) || value <= (i === 0 ? 0 : step[i - 1])) {
      throw new CapsuleFault(`/trajectory/step/${i} is not a whole number greater than the one before`);
    }
  });
  loss.forEach((value, i) => {
    if (!isNumber(value) && value !== null && !['NaN', 'Infinity', '-Infinity'].includes(value)) {
      throw new CapsuleFault(`/trajectory/loss/${i} is not a number`);
    }
  });
  return {
    steps: /** @type {number[]} */ (step),
    losses: loss.map((value) => (isNumber(value) ? value : Number.NaN)),
  };
}
