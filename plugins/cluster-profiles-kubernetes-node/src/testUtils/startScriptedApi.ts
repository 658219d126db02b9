import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import {
  createServer,
  type IncomingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectManagementCluster } from '../connectManagementCluster';
import type { ManagementCluster } from '../types';

export interface SeenRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: any;
}

/** Answers one request, well or badly. */
export type Act = (response: ServerResponse, request: SeenRequest) => void;

/** An API server that answers as it is told, for what a real one does only on a bad day. */
export interface ScriptedApi {
  url: string;
  folder: string;
  kubeconfig: string;
  /** Without those for the directory of kinds. */
  requests: SeenRequest[];
  /** What the clients waited for, in milliseconds; they never really wait. */
  waits: number[];
  time: { now: number };
  /** Acts for requests whose `METHOD /path` matches, in order; the last one stays. */
  on(matching: RegExp, ...acts: Act[]): void;
  connect(options?: { timeoutSeconds?: number }): ManagementCluster;
  writeKubeconfig(token: string): Promise<void>;
  breakConnections(): Promise<void>;
  /** Nobody listens any more. */
  close(): Promise<void>;
  stop(): Promise<void>;
}

export const TOKEN = 'secret-token-of-the-portal';

const KINDS: Record<string, unknown> = {
  '/apis/cluster.x-k8s.io/v1beta2': {
    resources: [
      { name: 'clusters', kind: 'Cluster', namespaced: true },
      { name: 'clusters/status', kind: 'Cluster', namespaced: true },
      { name: 'clusterclasses', kind: 'ClusterClass', namespaced: true },
      { name: 'machines', kind: 'Machine', namespaced: true },
      {
        name: 'machinedeployments',
        kind: 'MachineDeployment',
        namespaced: true,
      },
    ],
  },
  '/api/v1': {
    resources: [{ name: 'namespaces', kind: 'Namespace', namespaced: false }],
  },
};

export async function startScriptedApi(): Promise<ScriptedApi> {
  const folder = await mkdtemp(join(tmpdir(), 'scripted-api-'));
  const scripts: Array<{ matching: RegExp; acts: Act[] }> = [];
  const requests: SeenRequest[] = [];
  const waits: number[] = [];
  const time = { now: Date.parse('2026-01-01T00:00:00Z') };

  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) {
      chunks.push(chunk);
    }
    const url = new URL(incoming.url!, 'http://localhost');
    const sent = Buffer.concat(chunks).toString();
    const request: SeenRequest = {
      method: incoming.method!,
      path: url.pathname,
      query: url.searchParams,
      headers: incoming.headers,
      body: sent && JSON.parse(sent),
    };
    const script = scripts.findLast(({ matching }) =>
      matching.test(`${request.method} ${request.path}`),
    );
    if (!script && KINDS[request.path]) {
      json(KINDS[request.path])(response, request);
      return;
    }
    requests.push(request);
    const [act = status(404), ...later] = script?.acts ?? [];
    if (later.length) {
      script!.acts = later;
    }
    act(response, request);
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const kubeconfig = join(folder, 'kubeconfig');
  const writeKubeconfig = (token: string) =>
    writeFile(
      kubeconfig,
      JSON.stringify({
        'current-context': 'lab',
        contexts: [{ name: 'lab', context: { cluster: 'lab', user: 'lab' } }],
        clusters: [
          {
            name: 'lab',
            cluster: { server: url, 'insecure-skip-tls-verify': true },
          },
        ],
        users: [{ name: 'lab', user: { token } }],
      }),
    );
  await writeKubeconfig(TOKEN);
  const close = async () => {
    server.closeAllConnections();
    await new Promise(resolve => {
      server.close(resolve);
    });
  };

  return {
    url,
    folder,
    kubeconfig,
    requests,
    waits,
    time,
    writeKubeconfig,
    on: (matching, ...acts) => {
      scripts.push({ matching, acts });
    },
    connect: ({ timeoutSeconds = 5 } = {}) =>
      connectManagementCluster({
        config: {
          name: 'lab',
          connection: { way: 'kubeconfig', file: kubeconfig },
          requestTimeoutSeconds: timeoutSeconds,
        },
        clock: { now: () => new Date(time.now), random: () => 0 },
        wait: async milliseconds => {
          waits.push(milliseconds);
          time.now += milliseconds;
          // Lets the server and the test act in between
          await new Promise(resolve => {
            setTimeout(resolve, 1);
          });
        },
      }),
    breakConnections: async () => server.closeAllConnections(),
    close,
    stop: async () => {
      await close();
      await rm(folder, { recursive: true });
    },
  };
}

export function json(
  body: unknown,
  code = 200,
  headers: Record<string, string> = {},
): Act {
  return response => {
    response.writeHead(code, {
      'content-type': 'application/json',
      ...headers,
    });
    response.end(JSON.stringify(body));
  };
}

/** A failure in the words of Kubernetes. */
export function status(
  code: number,
  more: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Act {
  return json(
    { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, ...more },
    code,
    headers,
  );
}

export function text(body: string, code = 200): Act {
  return response => {
    response.writeHead(code);
    response.end(body);
  };
}

/** Never answers. */
export const hang: Act = () => {};

/** Cuts the connection before an answer. */
export const cut: Act = response => {
  response.socket!.destroy();
};

/** Cuts the connection in the middle of an answer. */
export const cutShort: Act = response => {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('{"kind":', () => response.socket!.destroy());
};

/** A page of a list. */
export function list(
  items: unknown[],
  metadata: { resourceVersion?: string; continue?: string } = {
    resourceVersion: '100',
  },
): Act {
  return json({ kind: 'List', metadata, items });
}

/** A watch that sends events and then stays open, or ends. */
export function watch(events: unknown[], options: { end?: boolean } = {}): Act {
  return response => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    for (const event of events) {
      response.write(
        typeof event === 'string' ? event : `${JSON.stringify(event)}\n`,
      );
    }
    if (options.end) {
      response.end();
    }
  };
}

export function cluster(
  name: string,
  resourceVersion: string,
  labels: Record<string, string> = {},
) {
  return {
    apiVersion: 'cluster.x-k8s.io/v1beta2',
    kind: 'Cluster',
    metadata: { name, namespace: 'team-a', resourceVersion, labels },
  };
}
