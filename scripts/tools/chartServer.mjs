// Serves the charts of a lab: a plain HTTP Helm repository from a folder, and, with TLS, what the OCI registry behind it has.
// Both behave as `behaviour.json` in the folder says at that moment.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, request as forward } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const { folder, ports, certificateFile, keyFile } = JSON.parse(process.argv[2]);

/** An answer of its own, or none where the request goes on to what is served. */
async function misbehave(
  request,
  response,
  { down, seconds, status, redirect, user },
) {
  if (down) {
    request.socket.destroy();
    return true;
  }
  if (seconds) {
    await wait(seconds * 1000);
  }
  const basic =
    user &&
    `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}`;
  if (basic && request.headers.authorization !== basic) {
    response
      .writeHead(401, { 'WWW-Authenticate': 'Basic realm="charts"' })
      .end();
    return true;
  }
  if (redirect) {
    response.writeHead(302, { Location: `${redirect}${request.url}` }).end();
    return true;
  }
  if (status) {
    response.writeHead(status).end();
    return true;
  }
  return false;
}

const listener = (kind, serve) => async (request, response) => {
  const all = JSON.parse(
    await readFile(join(folder, 'behaviour.json'), 'utf8'),
  );
  if (!(await misbehave(request, response, all[kind] ?? {}))) {
    serve(request, response);
  }
};

/** Files of the repository; there are no folders in it. */
async function serveFile(request, response) {
  const { pathname } = new URL(request.url, 'http://localhost');
  const file = basename(decodeURIComponent(pathname));
  const data = await readFile(join(folder, 'repository', file)).catch(
    () => undefined,
  );
  response.writeHead(data ? 200 : 404).end(data);
}

function serveRegistry(request, response) {
  const { method, url: path, headers } = request;
  const onward = forward(
    { host: '127.0.0.1', port: ports.registry, method, path, headers },
    answer => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    },
  );
  onward.once('error', () => response.writeHead(502).end());
  request.pipe(onward);
}

const registry = createTlsServer(
  { cert: await readFile(certificateFile), key: await readFile(keyFile) },
  listener('oci', serveRegistry),
).listen(ports.oci, '127.0.0.1');
await once(registry, 'listening');
// What listens there says that both do.
createServer(listener('http', serveFile)).listen(ports.http, '127.0.0.1');
