import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Agent, createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ManagementCluster } from './lab';

/** What goes wrong between the portal and an API server. */
export type Fault =
  | { kind: 'slow'; ms: number }
  | {
      kind: 'answer';
      status: number;
      headers?: Record<string, string>;
      body?: unknown;
    }
  /** The connection breaks before an answer. */
  | { kind: 'drop' }
  /** The request reaches the server, and its answer is lost. */
  | { kind: 'lose-answer' };

export interface MisbehaveOptions {
  /** Only requests whose `METHOD /path?query` matches; all if absent. */
  matching?: RegExp;
  /** After so many requests it behaves again; never if absent. */
  times?: number;
}

export interface Proxy {
  url: string;
  /** Of the portal, by way of the proxy. */
  kubeconfig: string;
  /** `METHOD /path?query` of the requests so far. */
  requests: string[];
  misbehave(fault: Fault, options?: MisbehaveOptions): void;
  behave(): void;
  /** Breaks all connections, such as those of watches. */
  cut(): void;
  stop(): Promise<void>;
}

/** The API server says that it has too much to do. */
export const tooManyRequests = (seconds: number): Fault => ({
  kind: 'answer',
  status: 429,
  headers: { 'Retry-After': String(seconds) },
  body: status(429, 'TooManyRequests'),
});

/** The version to go on from is no longer known. */
export const expired: Fault = {
  kind: 'answer',
  status: 410,
  body: status(410, 'Expired'),
};

/** The same, as a watch says it that was begun well. */
export const expiredWatch: Fault = {
  kind: 'answer',
  status: 200,
  body: { type: 'ERROR', object: status(410, 'Expired') },
};

function status(code: number, reason: string) {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    message: reason,
    reason,
    code,
  };
}

/**
 * A way to an API server of the lab, the management cluster's or another one of which the same is known, that can be made bad. It behaves well at first. `before` is awaited with the
 * `METHOD /path?query` of each request before anything comes of it.
 */
export async function startProxy(
  lab: Pick<ManagementCluster, 'folder' | 'url' | 'kubeconfig'>,
  options: { before?: (line: string) => Promise<void> } = {},
): Promise<Proxy> {
  const pki = (file: string) => readFile(join(lab.folder, 'pki', file));
  const agent = new Agent({ ca: await pki('ca.crt'), keepAlive: true });
  const requests: string[] = [];
  let current: (MisbehaveOptions & { fault: Fault }) | undefined;

  const faultOf = (line: string): Fault | undefined => {
    if (!current || (current.matching && !current.matching.test(line))) {
      return undefined;
    }
    const { fault } = current;
    if (current.times !== undefined) {
      current.times -= 1;
      if (current.times <= 0) {
        current = undefined;
      }
    }
    return fault;
  };

  const handle = async (incoming: IncomingMessage, answer: ServerResponse) => {
    const line = `${incoming.method} ${incoming.url}`;
    requests.push(line);
    await options.before?.(line);
    const fault = faultOf(line);
    if (fault?.kind === 'drop') {
      incoming.socket.destroy();
    } else if (fault?.kind === 'answer') {
      incoming.resume();
      answer.writeHead(fault.status, {
        'Content-Type': 'application/json',
        ...fault.headers,
      });
      answer.end(`${JSON.stringify(fault.body ?? {})}\n`);
    } else {
      if (fault?.kind === 'slow') {
        await wait(fault.ms);
      }
      forward(incoming, answer, {
        url: lab.url,
        agent,
        loseAnswer: fault?.kind === 'lose-answer',
      });
    }
  };

  const server = createServer(
    { cert: await pki('server.crt'), key: await pki('server.key') },
    handle,
  );
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = await mkdtemp(join(tmpdir(), 'lab-proxy-'));
  const kubeconfig = join(folder, 'kubeconfig');
  const direct = await readFile(lab.kubeconfig, 'utf8');
  await writeFile(kubeconfig, direct.replace(lab.url, url), { mode: 0o600 });

  return {
    url,
    kubeconfig,
    requests,
    misbehave(fault, options) {
      current = { fault, ...options };
    },
    behave() {
      current = undefined;
    },
    cut() {
      server.closeAllConnections();
    },
    async stop() {
      server.closeAllConnections();
      await new Promise(resolve => {
        server.close(resolve);
      });
      agent.destroy();
      await rm(folder, { recursive: true });
    },
  };
}

function forward(
  incoming: IncomingMessage,
  answer: ServerResponse,
  options: { url: string; agent: Agent; loseAnswer: boolean },
) {
  const outgoing = request(
    new URL(incoming.url!, options.url),
    {
      method: incoming.method,
      headers: { ...incoming.headers, host: new URL(options.url).host },
      agent: options.agent,
    },
    response => {
      if (options.loseAnswer) {
        response.resume();
        response.once('end', () => incoming.socket.destroy());
        return;
      }
      answer.writeHead(response.statusCode!, response.headers);
      // Not held back until the first event, which a watch may wait long for.
      answer.flushHeaders();
      response.pipe(answer);
      response.once('error', () => answer.destroy());
    },
  );
  outgoing.once('error', () => incoming.socket.destroy());
  answer.once('close', () => outgoing.destroy());
  incoming.pipe(outgoing);
}
