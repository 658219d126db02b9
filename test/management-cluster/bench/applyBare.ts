import { readFile } from 'node:fs/promises';
import { Agent, request } from 'node:https';
import type { KubernetesObject } from '../../../plugins/cluster-profiles-backend-module-cluster-api/src/kubernetes';
import { inParallel } from '../../benchmarks/inParallel';
import type { ManagementCluster } from '../lab';

/** Applies Cluster objects with nothing but HTTP: the least that it can cost. */
export async function applyBare(
  lab: ManagementCluster,
  objects: KubernetesObject[],
  concurrency: number,
): Promise<void> {
  const agent = new Agent({
    ca: await readFile(lab.caFile),
    keepAlive: true,
    maxSockets: concurrency,
  });
  const token = (await readFile(lab.tokenFile, 'utf8')).trim();
  try {
    await inParallel(concurrency, objects.length, index =>
      apply(objects[index], { url: lab.url, agent, token }),
    );
  } finally {
    agent.destroy();
  }
}

async function apply(
  object: KubernetesObject,
  { url, agent, token }: { url: string; agent: Agent; token: string },
): Promise<void> {
  const { name, namespace } = object.metadata;
  await new Promise<void>((resolve, reject) => {
    const sent = request(
      `${url}/apis/${object.apiVersion}/namespaces/${namespace}/clusters/${name}?fieldManager=bare`,
      {
        method: 'PATCH',
        agent,
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/apply-patch+yaml',
        },
      },
      async answer => {
        const body = (await answer.toArray()).join('');
        if (answer.statusCode === 201) {
          resolve();
        } else {
          reject(new Error(`${answer.statusCode} ${body}`));
        }
      },
    );
    sent.on('error', reject);
    sent.end(JSON.stringify(object));
  });
}
