import type { JsonObject, JsonValue } from '@backstage/types';

export interface ApiRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Absolute and encoded, such as `/api/v1/namespaces/team-a`. */
  path: string;
  query?: Record<string, string | undefined>;
  body?: JsonObject;
  contentType?: string;
  accept?: string;
  /** Of the answer. */
  maxBytes?: number;
  signal?: AbortSignal;
}

export interface ApiAnswer {
  status: number;
  body: JsonValue;
  /** Of the API server and its webhooks, from the header. */
  warnings: string[];
}

/** Ends without error when `signal` aborts; used for every wait, so that tests need not wait. */
export type Wait = (
  milliseconds: number,
  signal?: AbortSignal,
) => Promise<void>;
