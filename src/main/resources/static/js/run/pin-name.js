// What a pinned run is called until the reader says otherwise: what it has otherwise than the runs beside it.
// Usage: pinName(run, [other]) → 'rate 0.3', 'Adam, rate 0.01'
import { differing } from './companions.js';

/** @import { Run } from './run.js' */

const MOST = 2;
/** @type {Record<string, string>} */
const LABELS = { sgd: 'SGD', adam: 'Adam', adamw: 'AdamW', rmsprop: 'RMSprop', adagrad: 'Adagrad' };

/** @param {Api.Chosen} optimizer */
export function optimizerName({ type = 'sgd', momentum }) {
  const name = LABELS[type] ?? type;
  return type === 'sgd' && typeof momentum === 'number' && momentum > 0 ? `${name} + momentum` : name;
}

/**
 * @param {Run} run
 * @param {Run[]} others
 */
export function pinName(run, others) {
  const { optimizer } = run.specification;
  const rate = `rate ${optimizer.learningRate}`;
  const isOther = others.some((one) => optimizerName(one.specification.optimizer) !== optimizerName(optimizer));
  const from = run.start > 0 ? `from step ${run.start}` : '';
  const words = new Set(
    others
      .flatMap((one) => differing(run, one))
      .filter(([path]) => !path.startsWith('optimizer.'))
      .map(([, text]) => text),
  );
  const isOtherRate = others.some((one) => one.specification.optimizer.learningRate !== optimizer.learningRate);
  const said = [isOther && optimizerName(optimizer), isOtherRate && rate, from, ...[...words].slice(0, MOST)].filter(
    Boolean,
  );
  return said.length > 0 ? said.join(', ') : `${optimizerName(optimizer)}, ${rate}`;
}
