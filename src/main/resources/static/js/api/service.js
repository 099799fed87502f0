// The service's resources, by name.
// Usage: const job = await submit(specification, (seconds) => say(`trying again in ${seconds} s`))
import { json, text, blob, Problem, Unreachable } from './http.js';

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** Submits a job; where the queue is full waits as long as the service says, and tries again. */
export async function submit(specification, waiting) {
  for (;;) {
    try {
      return await json('jobs', { method: 'POST', body: specification });
    } catch (error) {
      const later = error instanceof Unreachable ? 2 : [429, 503].includes(error.status) ? error.retryAfter ?? 2 : null;
      if (later === null) {
        throw error;
      }
      waiting(error, later);
      await pause(later);
    }
  }
}

/** What a view shows where the service does not have it (yet): null. */
async function orNull(answer) {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Problem && [400, 404, 405, 406, 409].includes(error.status)) {
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
export const surface = (id, query) => orNull(json(`jobs/${id}/loss-surface?${new URLSearchParams(query)}`));
export const trace = (id, step, signal) => orNull(json(`jobs/${id}/steps/${step}`, { signal }));
export const predictions = (id, body, signal) => orNull(json(`jobs/${id}/predictions`, { method: 'POST', body, signal }));
export const python = (id) => text(`jobs/${id}/model`, 'text/x-python');
export const plot = (id) => blob(`jobs/${id}/plot`, 'image/svg+xml');
export const trajectory = (id) => blob(`jobs/${id}/trajectory`, 'application/json');
