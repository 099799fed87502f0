// Typed requests to a service: paths, bodies and answers as its OpenAPI document describes them.
// Usage: const { data, error } = await downhill({ baseUrl }).POST('/jobs', { body: { model, data } });
import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './schema.js';

/** A service. */
export interface Service {
  /** its address, such as `http://localhost:8080` */
  baseUrl: string;
  /** a key, where the service asks for one */
  key?: string;
  /** another `fetch` than the global one */
  fetch?: typeof globalThis.fetch;
}

/** The requests of a service. */
export type Downhill = Client<paths, 'application/json' | 'application/problem+json'>;

export function downhill({ baseUrl, key, fetch }: Service): Downhill {
  return createClient<paths, 'application/json' | 'application/problem+json'>({
    baseUrl,
    headers: authorization(key),
    ...(fetch ? { fetch } : {}),
  });
}

/** The header that carries a key. */
export function authorization(key: string | undefined): Record<string, string> {
  return key === undefined ? {} : { Authorization: `Bearer ${key}` };
}
