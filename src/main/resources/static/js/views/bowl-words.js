// Where the ball is, and which way is down.
// Usage: frame.say(whereabouts(drawing, run, 2.5)) → At w = 2.4000 the slope is −4.8000: downhill is to the right.
import { number } from '../page/format.js';

export function whereabouts({ x, y }, run, position) {
  if (!run.weights.has(x)) {
    return `The loss around the newest weights, over ${x.startsWith('component') ? 'the two main directions of the run' : 'two random directions'}, and the path of the run, seen from above.`;
  }
  const where = [x, y].filter(Boolean).map((name) => `${name} = ${number(run.weight(name, position))}`).join(', ');
  if (position >= run.points) {
    return `${run.ended ? 'After the last step' : 'Now'} the ball is at ${where}.`;
  }
  const slope = y || run.every > 1 ? null : run.gradient(x, Math.floor(position) + 1);
  return slope === null || slope === undefined ? `The ball is at ${where}.` : `At ${where} the slope is ${number(slope)}: ${down(slope)}.`;
}

function down(slope) {
  return slope === 0 ? 'the ground is level' : `downhill is to the ${slope < 0 ? 'right' : 'left'}`;
}
