// A run on a service: a specification becomes a capsule. Only a figure with the attribute server asks for it.
// Usage: const json = await train('https://downhill.example', specification, [1, 2], signal)

const WAIT = 30;

/**
 * @param {string} server
 * @param {string} path
 * @param {RequestInit} options
 * @returns {Promise<any>}
 */
async function ask(server, path, options) {
  const base = new URL(server.endsWith('/') ? server : `${server}/`, document.baseURI);
  if (!/^https?:$/.test(base.protocol)) {
    throw new Error(`"${server}" is not the address of a service`);
  }
  /** @type {Response} */
  let answer;
  try {
    answer = await fetch(new URL(path, base), options);
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }
    throw new Error(
      `${base.origin} does not answer this page. Is the service there, and does downhill.web.cors-origins name ${location.origin}?`,
    );
  }
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new Error(typeof body.detail === 'string' ? `${body.title}: ${body.detail}` : `HTTP ${answer.status}`);
  }
  return body;
}

/** @param {number} milliseconds */
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * @param {string} server
 * @param {Record<string, unknown>} specification
 * @param {number[]} opened the steps to open, as far as the run takes them
 * @param {AbortSignal} signal
 * @returns {Promise<unknown>} the capsule
 */
export async function train(server, specification, opened, signal) {
  let job = await ask(server, 'jobs', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Prefer: `wait=${WAIT}` },
    body: JSON.stringify(specification),
    signal,
  });
  const path = `jobs/${encodeURIComponent(String(job.id))}`;
  while (job.status === 'queued' || job.status === 'running') {
    await pause(1000);
    job = await ask(server, path, { signal });
  }
  if (job.error) {
    throw new Error(String(job.error));
  }
  const steps = opened.filter((step) => step <= job.progress?.step);
  return ask(server, `${path}/capsule${steps.length > 0 ? `?steps=${steps.join(',')}` : ''}`, { signal });
}
