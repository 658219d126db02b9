import {
  createServer,
  type IncomingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Seen {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Answers one request, well or badly. */
export type Answer = (response: ServerResponse, request: Seen) => void;

export interface TestServer {
  url: string;
  requests: Seen[];
  stop(): Promise<void>;
}

/** A real server on this machine that answers as it is told. */
export async function startServer(answer: Answer): Promise<TestServer> {
  const requests: Seen[] = [];
  const server = createServer(async (incoming, response) => {
    const url = new URL(incoming.url!, 'http://localhost');
    const seen = {
      method: incoming.method!,
      path: url.pathname,
      query: url.searchParams,
      headers: incoming.headers,
      body: Buffer.concat(await incoming.toArray()),
    };
    requests.push(seen);
    answer(response, seen);
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    stop: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
