// The live events of a job. The browser's EventSource cannot send a key; this sends one, and resumes a broken stream where
// it broke off.
// Usage: for await (const event of jobEvents(id, { baseUrl, key })) { if (event.type === 'steps') draw(event.data); }
import { type EventSourceMessage, EventSourceParserStream } from 'eventsource-parser/stream';
import { authorization, type Service } from './client.js';
import { Refused } from './refused.js';
import type { components } from './schema.js';

type Schemas = components['schemas'];

/** An event, with the `id` from which a later reader goes on. */
export type JobEvent = { id: string } & (
  | { type: 'status'; data: Schemas['StatusEvent'] }
  | { type: 'steps'; data: Schemas['TrajectoryView'] }
  | { type: 'finished'; data: Schemas['JobView'] }
);

export interface EventOptions extends Service {
  /** the `id` of the last event that was seen, to go on from there */
  lastEventId?: string;
  /** ends the reading */
  signal?: AbortSignal;
  /** the milliseconds before the stream is opened again, 1000 by default */
  retry?: number;
  /** how often in a row the stream may break before an event comes, 10 by default */
  attempts?: number;
}

/**
 * Yields the events of a job until it has ended.
 *
 * @throws Refused if the service refuses the stream, for example because there is no such job
 */
export async function* jobEvents(id: string, options: EventOptions): AsyncGenerator<JobEvent, void, undefined> {
  const { retry = 1000, attempts = 10, signal } = options;
  let last = options.lastEventId;
  let failures = 0;
  for (;;) {
    try {
      const stream = await open(id, options, last);
      if (stream === null) {
        return;
      }
      for await (const message of messages(stream)) {
        failures = 0;
        last = message.id ?? last;
        const event = { type: message.event, id: last, data: JSON.parse(message.data) } as JobEvent;
        yield event;
        if (event.type === 'finished') {
          return;
        }
      }
    } catch (broken) {
      failures += 1;
      if (signal?.aborted || isFinal(broken) || failures >= attempts) {
        throw broken;
      }
    }
    await pause(retry, signal);
  }
}

/** Returns the stream; null after the last event. */
async function open(id: string, { baseUrl, key, signal, fetch }: EventOptions, last: string | undefined) {
  const answer = await (fetch ?? globalThis.fetch)(`${baseUrl}/jobs/${encodeURIComponent(id)}/events`, {
    headers: { Accept: 'text/event-stream', ...authorization(key), ...(last ? { 'Last-Event-ID': last } : {}) },
    signal: signal ?? null,
  });
  if (answer.status === 204) {
    return null;
  }
  if (!answer.ok || !answer.body) {
    throw new Refused(answer.status, await answer.json().catch(() => ({})));
  }
  return answer.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
}

/** Not every browser iterates over a stream itself. */
async function* messages(stream: ReadableStream<EventSourceMessage>) {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      yield next.value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** Whether another try would fail too; a service that is busy says 429 or 503. */
function isFinal(error: unknown) {
  return error instanceof Refused && error.status !== 429 && error.status !== 503;
}

function pause(milliseconds: number, signal: AbortSignal | undefined) {
  return new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
