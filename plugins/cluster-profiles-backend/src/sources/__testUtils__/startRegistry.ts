import { bytesDigest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { CHART_LAYER } from '../oci/mediaTypes';
import { startServer, type Seen, type TestServer } from './startServer';

export interface TestRegistry extends TestServer {
  /** `oci://host/charts`. */
  ociUrl: string;
  manifests: Map<string, Buffer>;
  blobs: Map<string, Buffer>;
  /** Puts a chart under a tag, over what is there. */
  put(name: string, tag: string, chart: Buffer): string;
}

type Auth = 'none' | 'basic' | 'token';

/** A registry that speaks as much of the OCI distribution API as is needed, on this machine. */
export async function startRegistry(
  options: { auth?: Auth; user?: string; password?: string } = {},
): Promise<TestRegistry> {
  const { auth = 'none', user = 'reader', password = 'hush' } = options;
  const manifests = new Map<string, Buffer>();
  const blobs = new Map<string, Buffer>();
  const basic = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

  const keep = (kept: Map<string, Buffer>, key: string, bytes: Buffer) => {
    const digest = `sha256:${bytesDigest(bytes)}`;
    const [repository] = key.split('@');
    kept.set(key, bytes);
    kept.set(`${repository}@${digest}`, bytes);
    return digest;
  };

  function challenge({ headers }: Seen): string | undefined {
    const wanted = { none: undefined, basic, token: 'Bearer t0ken' }[auth];
    if (wanted === undefined || headers.authorization === wanted) {
      return undefined;
    }
    return auth === 'basic'
      ? 'Basic realm="charts"'
      : `Bearer realm="http://${headers.host}/token",service="charts",scope="repository:x:pull"`;
  }

  const server: TestServer = await startServer((response, request) => {
    const { method, path, query, headers, body } = request;
    if (path === '/token') {
      const isKnown = headers.authorization === basic;
      response
        .writeHead(isKnown ? 200 : 401)
        .end(isKnown ? JSON.stringify({ token: 't0ken' }) : '');
      return;
    }
    const asks = challenge(request);
    if (asks) {
      response.writeHead(401, { 'www-authenticate': asks }).end();
      return;
    }
    const [, name, kind, reference] =
      /^\/v2\/(.+)\/(manifests|blobs)\/(.+)$/.exec(path) ?? [];
    const kept = kind === 'manifests' ? manifests : blobs;
    if (method === 'POST') {
      const location = `/v2/${name}/blobs/uploads/1?state=x`;
      response.writeHead(202, { location }).end();
    } else if (method === 'PUT') {
      const digest = keep(
        kept,
        `${name}@${query.get('digest') ?? reference}`,
        body,
      );
      response.writeHead(201, { 'docker-content-digest': digest }).end();
    } else {
      const found = kept.get(`${name}@${reference}`);
      response
        .writeHead(
          found ? 200 : 404,
          found && { 'docker-content-digest': `sha256:${bytesDigest(found)}` },
        )
        .end(method === 'HEAD' ? undefined : found);
    }
  });

  return {
    ...server,
    ociUrl: `${server.url.replace('http://', 'oci://')}/charts`,
    manifests,
    blobs,
    put(name, tag, chart) {
      const digest = keep(blobs, `charts/${name}@x`, chart);
      const manifest = Buffer.from(
        JSON.stringify({
          schemaVersion: 2,
          layers: [{ mediaType: CHART_LAYER, digest, size: chart.length }],
        }),
      );
      return keep(manifests, `charts/${name}@${tag}`, manifest);
    },
  };
}
