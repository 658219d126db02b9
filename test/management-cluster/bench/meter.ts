import { subscribe, unsubscribe } from 'node:diagnostics_channel';

const REQUESTS = 'http.client.request.start';

/** What something cost this process. */
export interface Cost {
  /** HTTP requests. */
  requests: number;
  cpuMs: number;
}

/** Counts what is sent and spent while something runs. */
export async function meter(work: () => Promise<unknown>): Promise<Cost> {
  let requests = 0;
  const count = () => {
    requests += 1;
  };
  const before = process.cpuUsage();
  subscribe(REQUESTS, count);
  try {
    await work();
  } finally {
    unsubscribe(REQUESTS, count);
  }
  const { user, system } = process.cpuUsage(before);
  return { requests, cpuMs: (user + system) / 1000 };
}
