import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { Failure } from './fail.mjs';
import { argoCdParts } from './labAddOnParts.mjs';
import { allReady, launch } from './labLaunch.mjs';
import { admitPortalToArgoCd, kubectlOf, waitUntil } from './labObjects.mjs';
import { freePorts } from './ports.mjs';

const NAMESPACE = 'argocd';
const PORTAL = 'portal';

/** Starts Argo CD on the management cluster; its account of the portal may read Applications and nothing else. */
export async function startArgoCd(lab, { programs, sources }) {
  const folder = join(lab.folder, 'argocd');
  for (const name of ['tls', 'ssh', 'gpg', 'plugins', 'tmp', 'assets']) {
    await mkdir(join(folder, name), { recursive: true });
  }
  const manifests = join(
    sources['github.com/argoproj/argo-cd/v3'],
    'manifests',
  );
  const kubectl = kubectlOf(lab);
  await createObjects(kubectl, { lab, folder, manifests });

  const [
    redis,
    repoServer,
    repoServerMetrics,
    server,
    serverMetrics,
    controllerMetrics,
  ] = await freePorts(6);
  const { url, parts } = argoCdParts({
    folder,
    lab,
    programs,
    ports: {
      redis,
      repoServer,
      repoServerMetrics,
      server,
      serverMetrics,
      controllerMetrics,
    },
  });
  for (const part of parts) {
    await launch(lab, part);
  }
  await allReady(lab);
  return {
    url,
    caFile: lab.caFile,
    namespace: NAMESPACE,
    account: PORTAL,
    tokenFile: await createAccountToken(kubectl, { url, lab, folder }),
  };
}

async function createObjects(kubectl, { lab, folder, manifests }) {
  const crds = ['application', 'applicationset', 'appproject'].map(
    kind => `--filename=${join(manifests, 'crds', `${kind}-crd.yaml`)}`,
  );
  await kubectl('create', '--validate=false', ...crds);
  await kubectl('create', 'namespace', NAMESPACE);
  const inNamespace = ['--namespace', NAMESPACE];
  const configs = [
    'cm',
    'cmd-params-cm',
    'gpg-keys-cm',
    'rbac-cm',
    'secret',
    'ssh-known-hosts-cm',
    'tls-certs-cm',
  ].map(
    name =>
      `--filename=${join(manifests, 'base/config', `argocd-${name}.yaml`)}`,
  );
  await kubectl('create', ...inNamespace, ...configs);
  const change = async (name, data) => {
    const file = join(folder, `${name}.yaml`);
    await writeFile(file, stringify({ data }));
    await kubectl(
      'patch',
      'configmap',
      name,
      ...inNamespace,
      '--type=merge',
      `--patch-file=${file}`,
    );
  };
  await change('argocd-cm', { [`accounts.${PORTAL}`]: 'apiKey' });
  await change('argocd-rbac-cm', {
    'policy.csv': [
      'p, role:reader, applications, get, */*, allow',
      `g, ${PORTAL}, role:reader`,
      '',
    ].join('\n'),
  });
  await kubectl(
    'create',
    'secret',
    'tls',
    'argocd-server-tls',
    ...inNamespace,
    `--cert=${join(lab.folder, 'pki/server.crt')}`,
    `--key=${join(lab.folder, 'pki/server.key')}`,
  );
  await admitPortalToArgoCd(kubectl, NAMESPACE);
  // kubectl can not wait for a kind that has no conditions yet.
  await waitUntil(
    () =>
      kubectl(
        'get',
        'applications,applicationsets,appprojects',
        ...inNamespace,
      ).then(
        () => true,
        () => false,
      ),
    'The API server does not serve the kinds of Argo CD; see kube-apiserver.log.',
  );
}

async function createAccountToken(kubectl, { url, lab, folder }) {
  const encoded = await kubectl(
    'get',
    'secret',
    'argocd-initial-admin-secret',
    '--namespace',
    NAMESPACE,
    '--output=jsonpath={.data.password}',
  );
  const ca = await readFile(lab.caFile);
  const session = await post(`${url}/api/v1/session`, {
    ca,
    body: {
      username: 'admin',
      password: Buffer.from(encoded, 'base64').toString(),
    },
  });
  const { token } = await post(`${url}/api/v1/account/${PORTAL}/token`, {
    ca,
    token: session.token,
    body: { name: PORTAL },
  });
  const file = join(folder, `${PORTAL}.token`);
  await writeFile(file, token, { mode: 0o600 });
  return file;
}

function post(url, { ca, token, body }) {
  return new Promise((resolve, reject) => {
    const headers = {
      'Content-Type': 'application/json',
      ...(token && { Authorization: `Bearer ${token}` }),
    };
    const options = { method: 'POST', ca, headers, agent: false };
    const sent = request(url, options, async answer => {
      const text = (await answer.toArray()).join('');
      if (answer.statusCode === 200) {
        resolve(JSON.parse(text));
      } else {
        reject(new Failure(`Argo CD answers ${answer.statusCode}: ${text}`));
      }
    });
    sent.on('error', reject);
    sent.end(JSON.stringify(body));
  });
}
