// Requests to the service that this page comes from. What goes wrong is a Problem (RFC 9457) or Unreachable; either may
// say after how many seconds it is worth while to try again.
// Usage: const job = await json('jobs', {method: 'POST', body: specification});
//        const svg = await text(path, 'image/svg+xml')

export class Problem extends Error {
  /**
   * @param {number} status
   * @param {Api.Problem} [problem]
   * @param {number | null} [retryAfter] in seconds
   */
  constructor(status, { type, title, detail, errors } = {}, retryAfter = null) {
    super(detail ?? title ?? `the server answered ${status}`);
    this.status = status;
    this.type = type ?? 'about:blank';
    this.title = title ?? '';
    this.errors = errors ?? [];
    this.later = [429, 503].includes(status) ? (retryAfter ?? 2) : null;
  }
}

export class Unreachable extends Error {
  later = 2;
}

/**
 * @typedef {{method?: string, body?: unknown, accept?: string}} Options
 * @param {string} path
 * @param {Options} [options]
 */
async function send(path, { method = 'GET', body, accept = 'application/json' } = {}) {
  /** @type {Record<string, string>} */
  const headers = { Accept: accept };
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  let answer;
  try {
    answer = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch {
    throw new Unreachable('the server does not answer');
  }
  if (!answer.ok) {
    const retryAfter = Number(answer.headers.get('Retry-After')) || null;
    throw new Problem(answer.status, await answer.json().catch(() => ({})), retryAfter);
  }
  return answer;
}

/**
 * @param {string} path
 * @param {Options} [options]
 * @returns {Promise<any>} what the service sends; its callers know the type
 */
export async function json(path, options) {
  return (await send(path, options)).json();
}

/**
 * @param {string} path
 * @param {string} accept
 * @param {Options} [options]
 */
export async function text(path, accept, options) {
  return (await send(path, { ...options, accept })).text();
}

/**
 * @param {string} path
 * @param {string} accept
 */
export async function bytes(path, accept) {
  return (await send(path, { accept })).arrayBuffer();
}

/**
 * @param {string} path
 * @param {string} accept
 */
export async function blob(path, accept) {
  return (await send(path, { accept })).blob();
}
