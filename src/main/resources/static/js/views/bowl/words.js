// Where the ball is, and which way is down.
// Usage: frame.say(whereabouts(drawing, run, 2.5)) → At w = 2.4000 the slope is −4.8000: downhill is to the right.
import { number } from '../../page/format.js';

/** @import { Run } from '../../run/run.js' */

/**
 * @param {{x: string, y?: string}} axes their names
 * @param {Run} run
 * @param {number} position
 */
export function whereabouts({ x, y }, run, position) {
  if (!run.weights.has(x)) {
    const directions = x.startsWith('component') ? 'the two main directions of the run' : 'two random directions';
    return `The loss around the newest weights, over ${directions}, and the path of the run, seen from above.`;
  }
  const where = (y ? [x, y] : [x]).map((name) => `${name} = ${number(run.weight(name, position))}`).join(', ');
  if (position >= run.points) {
    return `${run.ended ? 'After the last step' : 'Now'} the ball is at ${where}.`;
  }
  const slope = y || run.every > 1 ? null : run.gradient(x, Math.floor(position) + 1);
  return slope === null || slope === undefined
    ? `The ball is at ${where}.`
    : `At ${where} the slope is ${number(slope)}: ${down(slope)}.`;
}

/** @param {number} slope */
function down(slope) {
  return slope === 0 ? 'the ground is level' : `downhill is to the ${slope < 0 ? 'right' : 'left'}`;
}
