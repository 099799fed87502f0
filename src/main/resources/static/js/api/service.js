// The service's resources, by name.
// Usage: const job = await submit(specification, (seconds) => say(`trying again in ${seconds} s`))
import { blob, json, Problem, text } from './http.js';

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** Submits a job; where the queue is full waits as long as the service says, and tries again. */
export async function submit(specification, waiting) {
  for (;;) {
    try {
      return await json('jobs', { method: 'POST', body: specification });
    } catch (error) {
      if (!error.later) {
        throw error;
      }
      waiting(error, error.later);
      await pause(error.later);
    }
  }
}

/** What the service refuses is null: it does not have it, or not for this run. */
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

export const catalog = () => json('catalog');
export const lessons = async () => (await orNull(json('lessons')))?.lessons ?? [];
export const lesson = (id) => json(`lessons/${encodeURIComponent(id)}`);
export const job = (id) => json(`jobs/${id}`);
export const cancel = (id) => json(`jobs/${id}/cancel`, { method: 'POST' });
export const data = (id) => orNull(json(`jobs/${id}/data`));
export const surface = (id, query) =>
  orNull(json(`jobs/${id}/loss-surface?${query.replaceAll('[', '%5B').replaceAll(']', '%5D')}`));
export const trace = (id, step) => json(`jobs/${id}/steps/${step}`);
export const sample = (id, query) => orNull(json(`jobs/${id}/sample?${new URLSearchParams(query)}`));
export const predictions = (id, body) => orNull(json(`jobs/${id}/predictions`, { method: 'POST', body }));
export const python = (id) => text(`jobs/${id}/model`, 'text/x-python');
export const plot = (id) => blob(`jobs/${id}/plot`, 'image/svg+xml');
export const trajectory = (id, type) => blob(`jobs/${id}/trajectory`, type);
