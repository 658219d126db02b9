// What a kubelet and the network's agent on its node do together: a node is ready for pods once the pod of the network there
// is. It says so by an annotation, on which kwok makes the node ready.
import { readFile } from 'node:fs/promises';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const [, , url, pki, annotation] = process.argv;
const agent = new Agent({
  keepAlive: true,
  ca: await readFile(join(pki, 'ca.crt')),
  cert: await readFile(join(pki, 'admin.crt')),
  key: await readFile(join(pki, 'admin.key')),
});

function ask(path, { method = 'GET', body } = {}) {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/merge-patch+json' };
    const sent = request(
      `${url}${path}`,
      { method, agent, headers },
      answer => {
        let text = '';
        answer.setEncoding('utf8').on('data', data => (text += data));
        answer.on('end', () =>
          answer.statusCode === 200
            ? resolve(JSON.parse(text))
            : reject(new Error(`${path}: ${answer.statusCode} ${text}`)),
        );
      },
    );
    sent.setTimeout(10_000, () =>
      sent.destroy(new Error(`${path}: no answer`)),
    );
    sent.on('error', reject);
    sent.end(body && JSON.stringify(body));
  });
}

async function look() {
  const selector = encodeURIComponent(`${annotation}=pod`);
  const pods = await ask(`/api/v1/pods?labelSelector=${selector}`);
  const served = new Set(
    pods.items.filter(isReady).map(({ spec }) => spec.nodeName),
  );
  const nodes = await ask('/api/v1/nodes');
  for (const { metadata } of nodes.items) {
    const said = metadata.annotations?.[annotation];
    const wanted = served.has(metadata.name) ? 'pod' : undefined;
    // What a person said stays.
    if (said !== wanted && (said === undefined || said === 'pod')) {
      await ask(`/api/v1/nodes/${metadata.name}`, {
        method: 'PATCH',
        body: { metadata: { annotations: { [annotation]: wanted ?? null } } },
      });
    }
  }
}

const isReady = ({ metadata, status }) =>
  !metadata.deletionTimestamp &&
  status.conditions?.some(
    ({ type, status: is }) => type === 'Ready' && is === 'True',
  );

for (;;) {
  // The API server may be down for a while; the log says so.
  await look().catch(error => console.error(error.message));
  await wait(1000);
}
