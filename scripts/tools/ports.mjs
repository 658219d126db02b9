import { createServer } from 'node:net';

/** Whether a server can listen there. */
export function isFree(port, host) {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host }, () => server.close(() => resolve(true)));
  });
}

export async function freePort() {
  const [port] = await freePorts(1);
  return port;
}

/** Ports that differ from each other. */
export async function freePorts(count) {
  const servers = await Promise.all(
    Array.from({ length: count }, () => listenAnywhere()),
  );
  return Promise.all(
    servers.map(server => {
      const { port } = server.address();
      return new Promise(resolve => {
        server.close(() => resolve(port));
      });
    }),
  );
}

function listenAnywhere() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, () => resolve(server));
  });
}
