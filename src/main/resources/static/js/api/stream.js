// A job's events, for as long as it takes: EventSource comes back by itself where the connection breaks; where it gives
// up, this asks for the job until the server answers, and follows it again.
// Usage: const stop = follow(id, {steps, status, finished, lost, found, gone})
import { job } from './service.js';

const AGAIN = 2000;

/**
 * @typedef {object} Listener
 * @property {(status: string) => unknown} status
 * @property {(steps: Api.Steps) => unknown} steps
 * @property {(job: Api.Job) => unknown} finished
 * @property {() => unknown} lost the connection broke
 * @property {() => unknown} found it is there again
 * @property {() => unknown} gone the server does not know the job
 * @param {string} id
 * @param {Listener} on
 * @returns {() => void} stops following
 */
export function follow(id, on) {
  /** @type {EventSource | null} */
  let source = null;
  let stopped = false;
  let timer = 0;

  function open() {
    const opened = new EventSource(`jobs/${id}/events`);
    source = opened;
    opened.onopen = () => on.found();
    opened.addEventListener('status', (event) => on.status(JSON.parse(event.data).status));
    opened.addEventListener('steps', (event) => on.steps(JSON.parse(event.data)));
    opened.addEventListener('finished', (event) => {
      stop();
      on.finished(JSON.parse(event.data));
    });
    opened.onerror = () => {
      on.lost();
      if (opened.readyState === EventSource.CLOSED) {
        timer = setTimeout(look, AGAIN);
      }
    };
  }

  async function look() {
    try {
      await job(id);
      if (!stopped) {
        open();
      }
    } catch (error) {
      if (error.status === 404) {
        on.gone();
      } else if (!stopped) {
        timer = setTimeout(look, AGAIN);
      }
    }
  }

  function stop() {
    stopped = true;
    clearTimeout(timer);
    source?.close();
  }

  open();
  return stop;
}
