import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseAllDocuments, stringify } from 'yaml';
import { Failure } from './fail.mjs';
import { writeKubeconfig } from './labKubeconfig.mjs';
import { root } from './paths.mjs';
import { capture } from './run.mjs';

const PORTAL = 'cluster-profiles';
const TOKEN_HOURS = 30 * 24;

/** The configuration of each manager, in the sources of its module. */
const managers = {
  core: ['sigs.k8s.io/cluster-api', 'core'],
  bootstrap: ['sigs.k8s.io/cluster-api', 'bootstrap/kubeadm'],
  'control-plane': ['sigs.k8s.io/cluster-api', 'controlplane/kubeadm'],
  infrastructure: ['sigs.k8s.io/cluster-api/test', 'infrastructure/docker'],
};

/** kubectl as the administrator of the lab. */
export function kubectlOf({ folder, kubectl, adminKubeconfig }) {
  return async (...args) => {
    const { code, output } = await capture(kubectl, [
      '--kubeconfig',
      adminKubeconfig,
      '--cache-dir',
      join(folder, 'kubectl'),
      ...args,
    ]);
    if (code !== 0) {
      throw new Failure(`kubectl ${args.join(' ')} failed:\n${output}`);
    }
    return output;
  };
}

/** The kinds of Cluster API, with the labels by which its core finds the versions of a provider's kinds. */
export async function createKinds(kubectl, sources) {
  for (const name of Object.keys(managers)) {
    const folder = join(configOf(name, sources), 'crd/bases');
    await kubectl('create', '--validate=false', '-f', folder);
    if (name !== 'core') {
      await kubectl(
        'label',
        '-f',
        folder,
        'cluster.x-k8s.io/v1beta2=v1beta2',
        'cluster.x-k8s.io/v1beta1=v1beta1',
      );
    }
  }
  await kubectl(
    'wait',
    'crd',
    '--all',
    '--for=condition=Established',
    '--timeout=60s',
  );
}

/** Has the API server ask the managers, which are no services here but ports. */
export async function registerWebhooks(
  kubectl,
  { sources, folder, parts, caFile },
) {
  const caBundle = (await readFile(caFile)).toString('base64');
  const objects = [];
  for (const name of Object.keys(managers)) {
    const { port } = parts.find(part => part.name === name);
    const file = join(configOf(name, sources), 'webhook/manifests.yaml');
    for (const document of parseAllDocuments(await readFile(file, 'utf8'))) {
      const object = document.toJS();
      object.metadata.name = `${name}-${object.metadata.name}`;
      for (const webhook of object.webhooks) {
        const { path } = webhook.clientConfig.service;
        webhook.clientConfig = {
          url: `https://127.0.0.1:${port}${path}`,
          caBundle,
        };
      }
      objects.push(object);
    }
  }
  const file = join(folder, 'webhooks.yaml');
  await writeFile(file, objects.map(object => stringify(object)).join('---\n'));
  await kubectl('create', '-f', file);
}

/** The identity of the portal, with the access that the docs ask for and nothing else. */
export async function createPortalIdentity(kubectl, { url, caFile, folder }) {
  await kubectl('create', 'namespace', PORTAL);
  await kubectl('create', 'serviceaccount', PORTAL, '--namespace', PORTAL);
  await kubectl(
    'create',
    '-f',
    join(root, 'test/management-cluster/portal-role.yaml'),
  );
  await kubectl(
    'create',
    'clusterrolebinding',
    `${PORTAL}-preflight`,
    `--clusterrole=${PORTAL}-preflight`,
    `--serviceaccount=${PORTAL}:${PORTAL}`,
  );
  const tokenFile = join(folder, 'portal.token');
  const token = await createToken(kubectl, {
    namespace: PORTAL,
    name: PORTAL,
    file: tokenFile,
  });
  const kubeconfig = await writeKubeconfig(join(folder, 'portal.kubeconfig'), {
    name: 'lab',
    url,
    caFile,
    token,
  });
  return { kubeconfig, tokenFile };
}

/** A token of a service account, for as long as a lab lives, also in a file. */
export async function createToken(kubectl, { namespace, name, file }) {
  const output = await kubectl(
    'create',
    'token',
    name,
    '--namespace',
    namespace,
    `--duration=${TOKEN_HOURS}h`,
  );
  const token = output.trim();
  await writeFile(file, token, { mode: 0o600 });
  return token;
}

/** A namespace that the portal may work in. */
export async function createNamespace(kubectl, name) {
  await kubectl('create', 'namespace', name);
  await kubectl(
    'create',
    'rolebinding',
    PORTAL,
    '--namespace',
    name,
    `--clusterrole=${PORTAL}`,
    `--serviceaccount=${PORTAL}:${PORTAL}`,
  );
}

/** What add-ons need of it, beside its namespaces. */
export async function admitPortalToArgoCd(kubectl, namespace) {
  await kubectl(
    'create',
    '-f',
    join(root, 'test/management-cluster/portal-argocd-role.yaml'),
  );
  await kubectl(
    'create',
    'rolebinding',
    PORTAL,
    '--namespace',
    namespace,
    `--role=${PORTAL}-argocd`,
    `--serviceaccount=${PORTAL}:${PORTAL}`,
  );
}

/** The controller manager has no address to ask; what it makes shows that it works. */
export const waitForControllers = kubectl =>
  waitUntil(
    async () =>
      (await kubectl(
        'get',
        'configmap',
        'kube-root-ca.crt',
        '--ignore-not-found',
        '--namespace',
        PORTAL,
        '--output=name',
      )) !== '',
    'kube-controller-manager does nothing; see kube-controller-manager.log.',
  );

export async function waitUntil(isSo, otherwise) {
  const deadline = Date.now() + 60_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) {
      throw new Failure(otherwise);
    }
    await wait(200);
  }
}

function configOf(name, sources) {
  const [module, path] = managers[name];
  return join(sources[module], path, 'config');
}
