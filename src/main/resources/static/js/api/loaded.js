// A run that is not watched: the job with all its recorded points.
// Usage: const run = await loadRun(id); if (run) …
import { Run } from '../run/run.js';
import { job } from './service.js';
import { follow } from './stream.js';

/**
 * @param {string} id
 * @returns {Promise<Run | null>} null where the service does not have it
 */
export async function loadRun(id) {
  try {
    const run = new Run(await job(id));
    return await new Promise((resolve) => {
      follow(id, {
        status: (status) => {
          run.status = status;
        },
        steps: (part) => run.append(part),
        finished: (ended) => {
          run.job = ended;
          run.status = ended.status;
          resolve(run);
        },
        lost: () => {},
        found: () => {},
        gone: () => resolve(null),
      });
    });
  } catch {
    return null;
  }
}
