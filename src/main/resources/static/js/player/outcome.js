// The state of a run in a sentence, and the findings of the service about it. The verdict waits for the playhead.
// Usage: status.textContent = outcome(store.state, false);
//        list.replaceChildren(...findings(run).map(({ message }) => h('li', {}, message)))
import { number } from '../page/format.js';
import { difference } from '../run/companions.js';
import { isLong } from '../state/effort.js';
import { isAsking } from '../state/question.js';

/**
 * @import { Run } from '../run/run.js'
 * @import { State } from '../state/store.js'
 */

/** @type {Record<string, string>} */
const ENDS = {
  completed: 'Finished',
  converged: 'Finished: the loss is as low as requested',
  stoppedEarly: 'Stopped early: no improvement',
  timedOut: 'Out of time',
  cancelled: 'Stopped',
};
const PRACTICALLY_ZERO = 1e-10;
const ORDINALS = ['th', 'st', 'nd', 'rd'];

/** @param {number} n */
function ordinal(n) {
  const tens = n % 100;
  return `${n}${(tens > 10 && tens < 14 ? undefined : ORDINALS[n % 10]) ?? 'th'}`;
}

/** @param {number | null | undefined} loss */
function final(loss) {
  if (loss === null || loss === undefined) {
    return 'not finite';
  }
  return loss !== 0 && Math.abs(loss) < PRACTICALLY_ZERO ? 'practically 0' : number(loss);
}

/**
 * @param {State} state
 * @param {boolean} stale whether the specification has changed since
 */
export function outcome(state, stale) {
  const { run, companions, position, playing, faults, specification, sending } = state;
  if (!run) {
    const long = specification && isLong(specification) ? 'This run takes long, so it does not start by itself. ' : '';
    return sending || !specification ? '' : `${long}Press Train.`;
  }
  const previous = companions.find(({ shade }) => shade === 0)?.run;
  const from = run.start > 0 ? ` This run went on from step ${run.start.toLocaleString('en')}.` : '';
  const before = from + (previous ? ` Dashed: previous run (${difference(previous, run)}).` : '');
  if (faults.length > 0) {
    return `The pictures still show the previous run.${before}`;
  }
  if (stale) {
    return `You have changed the specification; the pictures show the run before. Press Train.${before}`;
  }
  if (run.ended && position >= run.points && isAsking(state)) {
    return 'The run has ended. Answer the question of the lesson to read the result.';
  }
  if (run.ended && position >= run.points) {
    return verdict(run) + before;
  }
  return progress(run, position, playing) + before;
}

/**
 * @param {Run} run
 * @param {number} position
 * @param {boolean} playing
 */
function progress(run, position, playing) {
  if (!run.ended) {
    return run.status === 'queued' ? 'Waiting in the queue…' : 'Training…';
  }
  const every = run.every > 1 ? ` Showing every ${ordinal(run.every)} step.` : '';
  if (position <= 0) {
    return `Press play, or drag the learning rate.${every}`;
  }
  return playing ? `Playing.${every}` : `Paused.${every}`;
}

/** @param {Run} run */
function verdict(run) {
  const { outcome: end, result, error, status } = /** @type {Api.Job} */ (run.job);
  if (!result) {
    return `${status === 'failed' ? 'The run failed' : 'Stopped'}${error ? `: ${error}` : ''}.`;
  }
  if (end === 'diverged') {
    const what = result.finalLoss === null ? 'the loss with these weights is not finite' : 'a value overflowed';
    return `The run diverged: after step ${run.steps.at(-1) ?? 0} ${what}.`;
  }
  const metrics = Object.entries(result.metrics)
    .map(([name, value]) => `, ${name.replace(/[A-Z]/g, (c) => ` ${c.toLowerCase()}`)} ${number(value, 3)}`)
    .join('');
  const every = run.every > 1 ? ` Showing every ${ordinal(run.every)} step.` : '';
  const time = `${number(result.durationMillis, 1)} ms`;
  return `${ENDS[end ?? ''] ?? end} in ${time}. Final loss: ${final(result.finalLoss)}${metrics}.${restored(result)}${every}`;
}

/** @type {Record<string, string>} */
const MONITORED = { loss: 'loss', testLoss: 'test loss', testAccuracy: 'test accuracy' };

/**
 * Which step's parameters a run ends with, where it restores the best.
 *
 * @param {Api.Result} result
 */
function restored({ best }) {
  if (!best) {
    return '';
  }
  const { step, monitor, value } = best;
  return ` It ends with the parameters of step ${step.toLocaleString('en')}, where the ${MONITORED[monitor] ?? monitor} was best: ${number(value)}.`;
}

/**
 * Returns the findings of the service, such as a learning rate that is too large, with their numbers.
 *
 * @param {Run} run
 */
export function findings(run) {
  return run.job?.result?.diagnosis ?? [];
}
