import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { NETWORK, workloadParts } from './labAddOnParts.mjs';
import { writeCertificates } from './labCertificates.mjs';
import { writeKubeconfig } from './labKubeconfig.mjs';
import { allReady, launch } from './labLaunch.mjs';
import { createToken, kubectlOf } from './labObjects.mjs';
import { root } from './paths.mjs';
import { freePorts } from './ports.mjs';

const POD = 'lab.clusterprofiles.io/pod';
const NODES = ['worker-1', 'worker-2', 'worker-3'];
const ADD_ONS = 'add-ons';

/** Starts a cluster that others made, with certificates of its own, and nodes that wait for a network. */
export async function startWorkload(lab, { programs, sources }) {
  const folder = join(lab.folder, 'workload');
  const pki = name => join(folder, 'pki', name);
  await mkdir(folder, { recursive: true });
  await writeCertificates(join(folder, 'pki'));
  const [kine, apiServer] = await freePorts(2);
  const { url, kubernetes, nodes } = workloadParts({
    folder,
    programs,
    ports: { kine, apiServer },
  });
  const kubeconfig = await writeKubeconfig(join(folder, 'admin.kubeconfig'), {
    name: 'workload-admin',
    url,
    caFile: pki('ca.crt'),
    certificateFile: pki('admin.crt'),
    keyFile: pki('admin.key'),
  });
  const kwok = join(sources['sigs.k8s.io/kwok'], 'kustomize/stage');
  await writeStages(join(folder, 'stages.yaml'), kwok);

  for (const part of kubernetes) {
    await launch(lab, part);
    await allReady(lab);
  }
  const kubectl = kubectlOf({ ...lab, adminKubeconfig: kubeconfig });
  for (const part of nodes) {
    await launch(lab, part);
  }
  await kubectl('create', '-f', join(kwok, 'volume/fast/storage-class.yaml'));
  await createNodes(kubectl, join(folder, 'nodes.yaml'));
  return {
    url,
    caFile: pki('ca.crt'),
    kubeconfig,
    tokenFile: await createAddOnsIdentity(kubectl, folder),
  };
}

/** What kwok brings, and when it holds here: nodes wait for a network, and pods that say how they behave are left alone. */
const ONLY = {
  'node-initialize': [NETWORK, 'Exists'],
  'pod-ready': [POD, 'DoesNotExist'],
};

/** Nodes have leases, and need no other heartbeat. */
async function writeStages(file, kwok) {
  const texts = [];
  for (const folder of ['node/fast', 'pod/fast', 'volume/fast']) {
    for (const name of await readdir(join(kwok, folder))) {
      const stage = name.endsWith('.yaml')
        ? parse(await readFile(join(kwok, folder, name), 'utf8'))
        : undefined;
      if (stage?.kind === 'Stage') {
        const [annotation, operator] = ONLY[stage.metadata.name] ?? [];
        if (annotation) {
          const key = `.metadata.annotations["${annotation}"]`;
          stage.spec.selector.matchExpressions.push({ key, operator });
        }
        texts.push(stringify(stage));
      }
    }
  }
  const ours = join(root, 'test/management-cluster/workload/stages.yaml');
  texts.push(await readFile(ours, 'utf8'));
  await writeFile(file, texts.join('---\n'));
}

async function createNodes(kubectl, file) {
  const size = { cpu: '8', memory: '32Gi', pods: '110' };
  const nodes = NODES.map(name => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
      },
    },
    status: { allocatable: size, capacity: size },
  }));
  await writeFile(file, nodes.map(node => stringify(node)).join('---\n'));
  await kubectl('create', '-f', file);
  // That they wait, and say so, shows that kwok works.
  await kubectl(
    'wait',
    'node',
    '--all',
    '--for=jsonpath={.status.conditions[?(@.type=="Ready")].reason}=KubeletNotReady',
    '--timeout=60s',
  );
}

/** Who delivers add-ons there, as an administrator of that cluster would let them in. */
async function createAddOnsIdentity(kubectl, folder) {
  const namespace = 'kube-system';
  await kubectl('create', 'serviceaccount', ADD_ONS, '--namespace', namespace);
  await kubectl(
    'create',
    'clusterrolebinding',
    ADD_ONS,
    '--clusterrole=cluster-admin',
    `--serviceaccount=${namespace}:${ADD_ONS}`,
  );
  const file = join(folder, 'add-ons.token');
  await createToken(kubectl, { namespace, name: ADD_ONS, file });
  return file;
}
