// A job's events, for as long as it takes: EventSource comes back by itself where the connection breaks; where it gives up,
// this asks for the job until the server answers, and follows it again.
// Usage: const stop = follow(id, {steps, status, finished, lost, found, gone})
import { job } from './service.js';

const AGAIN = 2000;

export function follow(id, on) {
  let source = null;
  let stopped = false;
  let timer = 0;

  function open() {
    source = new EventSource(`jobs/${id}/events`);
    source.onopen = () => on.found();
    source.addEventListener('status', (event) => on.status(JSON.parse(event.data).status));
    source.addEventListener('steps', (event) => on.steps(JSON.parse(event.data)));
    source.addEventListener('finished', (event) => {
      stop();
      on.finished(JSON.parse(event.data));
    });
    source.onerror = () => {
      on.lost();
      if (source.readyState === EventSource.CLOSED) {
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
