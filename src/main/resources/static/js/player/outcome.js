// The state of a run in a sentence, and the findings of the service about it.
// Usage: status.textContent = outcome(run, ghost);
//        list.replaceChildren(...findings(run).map((text) => h('li', {}, text)))
import { number } from '../page/format.js';
import { difference } from '../run/ghost.js';

/** @import { Run } from '../run/run.js' */

/** @type {Record<string, string>} */
const ENDS = {
  completed: 'Done',
  converged: 'Done: the loss is as low as requested',
  stoppedEarly: 'Stopped early: no improvement',
  timedOut: 'Out of time',
  cancelled: 'Stopped',
};

/**
 * @param {Run} run
 * @param {Run | null} ghost
 */
export function outcome(run, ghost) {
  const before = ghost ? ` Dashed: the previous run${difference(ghost, run)}.` : '';
  const { job } = run;
  if (!job) {
    return (run.status === 'queued' ? 'Waiting in the queue…' : 'Training…') + before;
  }
  const { outcome: end, result, error } = job;
  if (!result) {
    return `${job.status === 'failed' ? 'The run failed' : 'Stopped'}${error ? `: ${error}` : ''}.${before}`;
  }
  if (end === 'diverged') {
    const what = result.finalLoss === null ? 'the loss with these weights is not finite' : 'a value overflowed';
    return `The run diverged: after step ${run.steps.at(-1) ?? 0} ${what}.${before}`;
  }
  const metrics = Object.entries(result.metrics)
    .map(([name, value]) => `, ${name.replace(/[A-Z]/g, (c) => ` ${c.toLowerCase()}`)} ${number(value, 3)}`)
    .join('');
  const kept = run.every > 1 ? ` One step in ${run.every} is shown.` : '';
  const time = `${number(result.durationMillis, 1)} ms`;
  const loss = result.finalLoss === null ? 'is not finite' : number(result.finalLoss);
  return `${ENDS[end ?? ''] ?? end}. Loss with the final weights ${loss}${metrics}, in ${time}.${kept}${before}`;
}

/**
 * Returns the findings of the service, such as a learning rate that is too large, with their numbers.
 *
 * @param {Run} run
 */
export function findings(run) {
  return (run.job?.result?.diagnosis ?? []).map(({ message }) => message);
}
