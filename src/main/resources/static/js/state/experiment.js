// Training: submits what the specification says, follows the job, keeps the run before as a ghost.
// Usage: const experiment = new Experiment(store, playback, notices); experiment.train();
//        experiment.resume(id, {position: 4, playing: true})
import { Problem } from '../api/http.js';
import * as service from '../api/service.js';
import { follow } from '../api/stream.js';
import { comparable } from '../run/ghost.js';
import { Run } from '../run/run.js';
import { whyNot, whyNotYet } from './refusal.js';

/**
 * @import { Notices } from '../page/notices.js'
 * @import { Playback } from './playback.js'
 * @import { Store } from './store.js'
 */

export class Experiment {
  #store;
  #playback;
  #notices;
  #unfollow = () => {};
  /** Goes up when the page leaves a run, also one that is not there yet. */
  #turn = 0;

  /**
   * @param {Store} store
   * @param {Playback} playback
   * @param {Notices} notices
   */
  constructor(store, playback, notices) {
    this.#store = store;
    this.#playback = playback;
    this.#notices = notices;
  }

  async train() {
    const { specification, run: before, sending, broken } = this.#store.state;
    if (sending || !specification) {
      return;
    }
    if (broken) {
      this.#notices.say('specification', `The text in the editor is not a specification. ${broken}.`, {
        kind: 'error',
      });
      return;
    }
    const turn = this.#turn;
    this.#store.set({ sending: true, faults: [] });
    this.#notices.clear('specification');
    try {
      const job = await service.submit(
        specification,
        (error, seconds) => turn === this.#turn && this.#waiting(error, seconds),
      );
      if (turn !== this.#turn) {
        this.#cancel(job.id);
        return;
      }
      this.#notices.clear('queue');
      this.#store.set({ ghost: comparable(before, job) ? before : null });
      this.#follow(new Run(job));
      this.#playback.play();
    } catch (error) {
      if (turn === this.#turn) {
        this.#refused(error);
      }
    } finally {
      this.#store.set({ sending: false });
    }
  }

  /**
   * Goes on from a step of the run with other values of some weights, as far as the run went or as many steps again.
   *
   * @param {{step: number, parameters: Record<string, number>}} wish
   */
  async fork({ step, parameters }) {
    const { run: before } = this.#store.state;
    if (!before) {
      return;
    }
    const { steps } = before.specification;
    const changes = step < steps ? {} : { steps: 2 * steps };
    try {
      const job = await service.fork(before.id, { step, changes, parameters });
      this.#store.set({ ghost: comparable(before, job) ? before : null });
      this.#follow(new Run(job));
      this.#playback.play();
    } catch (error) {
      this.#refused(error);
    }
  }

  /**
   * Resumes the job that the page followed before a reload.
   *
   * @param {string} id
   * @param {{position?: number, playing?: boolean}} session
   */
  async resume(id, { position = 0, playing = false }) {
    try {
      const run = new Run(await service.job(id));
      this.#follow(run);
      run.resumeAt = { position, playing };
    } catch {
      // The server has forgotten it, or is away: the specification still stands.
    }
  }

  async stop() {
    const { run } = this.#store.state;
    if (!run) {
      return;
    }
    try {
      await service.cancel(run.id);
    } catch (error) {
      if (error.status !== 409) {
        this.#notices.say('stop', `The run could not be stopped: ${error.message}.`, { kind: 'warning' });
      }
    }
  }

  /** Leaves the followed run and cancels it; an unfinished run would keep others waiting. */
  leave() {
    const { run } = this.#store.state;
    this.#turn++;
    this.#unfollow();
    this.#notices.clear('queue');
    if (run && !run.ended) {
      this.#cancel(run.id);
    }
  }

  /** @param {string} id */
  #cancel(id) {
    service.cancel(id).catch(() => {});
  }

  /** @param {Run} run */
  #follow(run) {
    this.leave();
    this.#store.set({ run, position: 0, playing: false });
    this.#unfollow = follow(run.id, {
      status: (status) => {
        run.status = status;
        this.#store.touch('run');
      },
      steps: (part) => {
        run.append(part);
        this.#place(run);
        this.#store.touch('points');
      },
      finished: (job) => {
        run.job = job;
        run.status = job.status;
        this.#store.touch('run', 'points');
      },
      lost: () =>
        this.#notices.say('connection', 'The server does not answer. Reconnecting by itself; nothing is lost here.', {
          kind: 'warning',
        }),
      found: () => this.#notices.clear('connection'),
      gone: () =>
        this.#notices.say('connection', 'The server has forgotten this run; it may have restarted.', {
          kind: 'warning',
          action: 'Train again',
          act: () => this.train(),
        }),
    });
  }

  /**
   * Goes to where the playhead stood before a reload, once the run has come as far.
   *
   * @param {Run} run
   */
  #place(run) {
    if (run.resumeAt && run.points >= run.resumeAt.position) {
      this.#store.set({ position: run.resumeAt.position });
      if (run.resumeAt.playing) {
        this.#playback.play();
      }
      run.resumeAt = null;
    }
  }

  /**
   * @param {Error} error
   * @param {number} seconds
   */
  #waiting(error, seconds) {
    this.#notices.say('queue', `${whyNotYet(error)} The page tries again in ${seconds} s.`, { kind: 'warning' });
    return true;
  }

  /** @param {Error} error */
  #refused(error) {
    this.#store.set({ faults: error instanceof Problem ? error.errors : [] });
    this.#notices.say('specification', `The server cannot train this: ${whyNot(error)}.`, { kind: 'error' });
  }
}
