// The service's resources, by name.
// Usage: const job = await submit(() => specification, (error, seconds) => true)
import { blob, bytes, json, Problem, text } from './http.js';
import { safetensors } from './safetensors.js';

/** @import { Unreachable } from './http.js' */

/** @param {number} seconds */
const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/**
 * Submits a job; where the queue is full waits as long as the service says, and tries again.
 *
 * @param {() => Api.Specification} specification asked for at each attempt
 * @param {(error: Problem | Unreachable, seconds: number) => boolean} waiting says whether to go on
 * @returns {Promise<Api.Job>}
 */
export const submit = (specification, waiting) => post('jobs', specification, waiting);

/**
 * Starts a sweep; waits as `submit` does.
 *
 * @param {{specification: Api.Specification, grid: Record<string, unknown[]>}} body
 * @param {(error: Problem | Unreachable, seconds: number) => boolean} waiting
 * @returns {Promise<Api.Sweep>}
 */
export const startSweep = (body, waiting) => post('sweeps', () => body, waiting);

/**
 * @param {string} path
 * @param {() => unknown} body asked for at each attempt
 * @param {(error: Problem | Unreachable, seconds: number) => boolean} waiting says whether to go on
 */
async function post(path, body, waiting) {
  for (;;) {
    try {
      return await json(path, { method: 'POST', body: body() });
    } catch (error) {
      if (!error.later || !waiting(error, error.later)) {
        throw error;
      }
      await pause(error.later);
    }
  }
}

/**
 * What the service refuses is null: it does not have it, or not for this run.
 *
 * @template T
 * @param {Promise<T>} answer
 * @returns {Promise<T | null>}
 */
async function orNull(answer) {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Problem && !error.later) {
      return null;
    }
    throw error;
  }
}

/** @returns {Promise<Api.Catalog>} */
export const catalog = () => json('catalog');
/** @returns {Promise<Api.LessonEntry[]>} */
export const lessons = async () => (await orNull(json('lessons')))?.lessons ?? [];
/**
 * @param {string} id
 * @returns {Promise<Api.Lesson>}
 */
export const lesson = (id) => json(`lessons/${encodeURIComponent(id)}`);
/**
 * @param {string} id
 * @returns {Promise<Api.Job>}
 */
export const job = (id) => json(`jobs/${id}`);
/**
 * @param {string} id
 * @returns {Promise<Api.Job>}
 */
export const cancel = (id) => json(`jobs/${id}/cancel`, { method: 'POST' });
/**
 * @param {string} id
 * @returns {Promise<Api.JobData | null>}
 */
export const data = (id) => orNull(json(`jobs/${id}/data`));
/**
 * @param {string} id
 * @param {string} query
 * @returns {Promise<Api.LossSurface | null>}
 */
export const surface = (id, query) =>
  orNull(json(`jobs/${id}/loss-surface?${query.replaceAll('[', '%5B').replaceAll(']', '%5D')}`));
/**
 * @param {string} id
 * @param {number} step
 * @returns {Promise<Api.StepTrace>}
 */
export const trace = (id, step) => json(`jobs/${id}/steps/${step}`);
/**
 * One row of a step, and the chain rule of a weight where one is named.
 *
 * @param {string} id
 * @param {{step: number, row: number, weight: string}} of
 * @returns {Promise<Api.RowTrace>}
 */
export const rowTrace = (id, { step, row, weight }) =>
  json(`jobs/${id}/steps/${step}?row=${row}${weight ? `&weight=${encodeURIComponent(weight)}` : ''}`);
/**
 * One layer of a step, opened at an element, of a row of its batch.
 *
 * @param {string} id
 * @param {{step: number, row: number, layer: string, element: string}} of no element for the usual one
 * @returns {Promise<Api.OpenedStep>}
 */
export const openedLayer = (id, { step, row, layer, element }) =>
  json(`jobs/${id}/steps/${step}?row=${row}&layer=${layer}${element ? `&element=${element}` : ''}`);
/**
 * @param {string} id
 * @param {Record<string, number>} query
 * @returns {Promise<Api.Sample | null>}
 */
export const sample = (id, query) =>
  orNull(
    json(
      `jobs/${id}/sample?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))}`,
    ),
  );
/**
 * @param {string} id
 * @param {{inputs: Record<string, Api.Output[]>, step: number}} body
 * @returns {Promise<Api.Predictions | null>}
 */
export const predictions = (id, body) => orNull(json(`jobs/${id}/predictions`, { method: 'POST', body }));
/**
 * The predictions at several steps.
 *
 * @param {string} id
 * @param {{inputs: Record<string, Api.Output[]>, steps: number[]}} body
 * @returns {Promise<Api.PredictionHistory | null>}
 */
export const predictionsAt = (id, body) => orNull(json(`jobs/${id}/predictions`, { method: 'POST', body }));
/**
 * All weights at the recorded steps from one to another.
 *
 * @param {string} id
 * @param {number} from
 * @param {number} to
 */
export const weights = async (id, from, to) =>
  safetensors(await bytes(`jobs/${id}/weights?from=${from}&to=${to}`, 'application/vnd.safetensors'));
/**
 * Continues a job from the state after a step, with other values of some weights.
 *
 * @param {string} id
 * @param {{step: number, changes: Record<string, unknown>, parameters: Record<string, number>}} body
 * @returns {Promise<Api.Job>}
 */
export const fork = (id, body) => json(`jobs/${id}/forks`, { method: 'POST', body });
/**
 * @param {string} id
 * @returns {Promise<Api.Sweep>}
 */
export const sweep = (id) => json(`sweeps/${id}`);
/** @param {string} id */
export const notebook = (id) => blob(`jobs/${id}/model`, 'application/x-ipynb+json');
/** @param {string} id */
export const python = (id) => text(`jobs/${id}/model`, 'text/x-python');
/**
 * @param {string} id
 * @param {string[]} targets true values, such as w:3
 */
export const plot = (id, targets) =>
  blob(`jobs/${id}/plot?${targets.map((one) => `target=${encodeURIComponent(one)}`).join('&')}`, 'image/svg+xml');
/**
 * @param {string} id
 * @param {number[]} steps the steps that it opens
 */
export const capsule = (id, steps) =>
  blob(`jobs/${id}/capsule${steps.length > 0 ? `?steps=${steps.join(',')}` : ''}`, 'application/json');
/**
 * @param {string} id
 * @param {string} type
 */
export const trajectory = (id, type) => blob(`jobs/${id}/trajectory`, type);
/**
 * The rows of a generator, as a job with the same settings has them.
 *
 * @param {string} name
 * @param {Record<string, string | number>} query
 * @returns {Promise<Api.Points | null>}
 */
export const generatorPoints = (name, query) =>
  orNull(
    json(
      `catalog/generators/${encodeURIComponent(name)}/points?${new URLSearchParams(
        Object.entries(query).map(([key, value]) => [key, String(value)]),
      )}`,
    ),
  );
/**
 * @param {string} name
 * @param {number} limit
 * @returns {Promise<Api.Points | null>}
 */
export const datasetRows = (name, limit) =>
  orNull(json(`catalog/datasets/${encodeURIComponent(name)}/rows?limit=${limit}`));
