// Training: submits the specification, follows the job, keeps the previous run as a ghost. It sends one request at a
// time; while one is on its way, the newest wish waits.
// Usage: const experiment = new Experiment(store, playback, notices); experiment.train(); experiment.train('stand');
//        experiment.train('live'); experiment.resume(id, {position: 4, playing: true})
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
 *
 * @typedef {'play' | 'stand' | 'live'} Manner plays from the start, stands there, or keeps the playhead's place
 * @typedef {{specification: Api.Specification, manner: Manner, turn: number}} Wish
 */

/** A run that is there so soon, in milliseconds, can follow a slider. */
const SOON = 100;
const REMEMBERED = 3;

export class Experiment {
  #store;
  #playback;
  #notices;
  #unfollow = () => {};
  /** @type {Run | null} */
  #followed = null;
  /** Goes up when the page leaves a run, also one that is not there yet. */
  #turn = 0;
  /** @type {Wish | null} */
  #next = null;
  /** @type {Wish | null} */
  #sent = null;
  /** @type {Run | null} */
  #base = null;
  /** @type {number[]} */
  #took = [];

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

  /** Whether the latest runs were there so soon that the next can follow a slider. */
  get isShort() {
    return this.#took.length > 0 && Math.min(...this.#took) < SOON;
  }

  /** Keeps the run that is shown as the ghost of the live runs that follow. */
  beginGesture() {
    this.#base = this.#store.state.run;
  }

  /** @param {Manner} [manner] */
  async train(manner = 'play') {
    const { specification, broken } = this.#store.state;
    if (!specification) {
      return;
    }
    if (broken) {
      this.#notices.say('specification', `The text in the editor is not a specification. ${broken}.`, {
        kind: 'error',
      });
      return;
    }
    if (this.#sent && this.#sent.turn === this.#turn && this.#sent.specification === specification) {
      this.#sent.manner = manner;
      this.#next = null;
      return;
    }
    this.#next = { specification, manner, turn: this.#turn };
    if (this.#sent) {
      return;
    }
    this.#store.set({ sending: true });
    try {
      for (let wish = this.#taken(); wish; wish = this.#taken()) {
        await this.#send(wish);
      }
    } finally {
      this.#store.set({ sending: false });
    }
  }

  #taken() {
    const wish = this.#next;
    this.#next = null;
    this.#sent = wish;
    return wish;
  }

  /** @param {Wish} first */
  async #send(first) {
    let wish = first;
    /** The newest wish, also where the service has let an older one wait. */
    const newest = () => {
      wish = this.#next ? (this.#taken() ?? wish) : wish;
      return wish.specification;
    };
    let began = 0;
    this.#store.set({ faults: [] });
    this.#notices.clear('specification');
    try {
      const job = await service.submit(
        () => {
          began = performance.now();
          return newest();
        },
        (error, seconds) => wish.turn === this.#turn && this.#waiting(error, seconds),
      );
      if (wish.turn !== this.#turn) {
        this.#cancel(job.id);
        return;
      }
      this.#notices.clear('queue');
      this.#show(new Run(job), wish, began);
    } catch (error) {
      if (wish.turn === this.#turn) {
        this.#refused(error);
      }
    }
  }

  /**
   * Shows a new run: at once, or, where the playhead keeps its place, as soon as the run has come as far.
   *
   * @param {Run} run
   * @param {Wish} wish
   * @param {number} began
   */
  #show(run, { specification, manner }, began) {
    const before = this.#store.state.run;
    const live = manner === 'live' && before !== null && before.points > 0;
    const base = live ? this.#base : before;
    const ghost = comparable(base, run) ? base : null;
    const took = () => {
      this.#took = [...this.#took, performance.now() - began].slice(-REMEMBERED);
    };
    if (!live) {
      this.#follow(run, { ghost, trained: specification, position: 0, playing: false }, took);
      if (manner !== 'stand') {
        this.#playback.play();
      }
      return;
    }
    const { position, playing } = this.#store.state;
    run.resumeAt = { position: (position / before.points) * run.expected, playing };
    this.#follow(run, null, took, () => this.#store.set({ run, ghost, trained: specification }));
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
      const run = new Run(job);
      this.#follow(run, { ghost: comparable(before, run) ? before : null, position: 0, playing: false });
      this.#playback.play();
    } catch (error) {
      this.#refused(error);
    }
  }

  /**
   * Resumes the job that the page followed before a reload.
   *
   * @param {string} id
   * @param {{position?: number, playing?: boolean, edited?: boolean}} session
   * @returns {Promise<boolean>} whether the server still has it
   */
  async resume(id, { position = 0, playing = false, edited = false }) {
    try {
      const run = new Run(await service.job(id));
      run.resumeAt = { position, playing };
      const trained = edited ? null : this.#store.state.specification;
      this.#follow(run, { trained, position: 0, playing: false });
      return true;
    } catch {
      // The server has forgotten it, or is away: the specification still stands.
      return false;
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
    this.#turn++;
    this.#notices.clear('queue');
    this.#drop();
  }

  #drop() {
    this.#unfollow();
    if (this.#followed && !this.#followed.ended) {
      this.#cancel(this.#followed.id);
    }
    this.#followed = null;
  }

  /** @param {string} id */
  #cancel(id) {
    service.cancel(id).catch(() => {});
  }

  /**
   * @param {Run} run
   * @param {Partial<import('./store.js').State> | null} shown what the page shows with it from now on; null to wait
   * @param {() => void} [ended]
   * @param {() => void} [show] shows a run that has waited
   */
  #follow(run, shown, ended = () => {}, show = () => {}) {
    this.#drop();
    this.#followed = run;
    let waits = shown === null;
    if (shown) {
      this.#store.set({ ...shown, run });
    }
    const reveal = () => {
      if (waits) {
        waits = false;
        show();
      }
    };
    this.#unfollow = follow(run.id, {
      status: (status) => {
        run.status = status;
        this.#store.touch('run');
      },
      steps: (part) => {
        run.append(part);
        if (!run.resumeAt || run.points >= run.resumeAt.position) {
          reveal();
          this.#place(run);
        }
        this.#store.touch('points');
      },
      finished: (job) => {
        run.job = job;
        run.status = job.status;
        ended();
        reveal();
        this.#place(run);
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
   * Goes to where the playhead stood, once the run has come as far or has ended before.
   *
   * @param {Run} run
   */
  #place(run) {
    if (run.resumeAt && (run.ended || run.points >= run.resumeAt.position)) {
      const { position, playing } = run.resumeAt;
      run.resumeAt = null;
      this.#store.set({ position: Math.min(run.points, playing ? position : Math.round(position)) });
      if (playing) {
        this.#playback.play();
      }
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
