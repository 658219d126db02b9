import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeCertificates } from './labCertificates.mjs';
import { writeKubeconfig } from './labKubeconfig.mjs';
import {
  createKinds,
  createNamespace,
  createPortalIdentity,
  kubectlOf,
  registerWebhooks,
  waitForControllers,
} from './labObjects.mjs';
import { allReady, launch } from './labLaunch.mjs';
import { labParts } from './labParts.mjs';
import { killParts } from './labProcesses.mjs';
import { saveLab } from './labState.mjs';
import { freePorts } from './ports.mjs';
import { atEnd } from './run.mjs';

/** Of the targets of the example portal. */
const NAMESPACES = ['lab-dev', 'lab-prod'];

/** Starts all parts in the folder, and waits until all are ready. Needs what `install` brings. */
export async function startLab(folder, { programs, sources }) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const caFile = join(folder, 'pki/ca.crt');
  await writeCertificates(join(folder, 'pki'));
  const { url, kubernetes, clusterApi } = labParts({
    folder,
    programs,
    ports: await choosePorts(),
    machines: addressOf(folder),
  });

  const lab = {
    folder,
    ready: false,
    starter: { pid: process.pid, command: process.argv0 },
    url,
    caFile,
    programs,
    kubectl: programs.kubectl,
    adminKubeconfig: await writeKubeconfig(join(folder, 'admin.kubeconfig'), {
      name: 'lab-admin',
      url,
      caFile,
      certificateFile: join(folder, 'pki/admin.crt'),
      keyFile: join(folder, 'pki/admin.key'),
    }),
    clusterApiModule: sources['sigs.k8s.io/cluster-api'],
    clusterApiTestModule: sources['sigs.k8s.io/cluster-api/test'],
    parts: [],
  };
  atEnd(() => (lab.ready ? undefined : killParts(lab.parts)));
  const kubectl = kubectlOf(lab);

  for (const part of kubernetes) {
    await launch(lab, part);
    await allReady(lab);
  }
  await createKinds(kubectl, sources);
  for (const part of clusterApi) {
    await launch(lab, part);
  }
  Object.assign(lab, await createPortalIdentity(kubectl, lab));
  for (const namespace of NAMESPACES) {
    await createNamespace(kubectl, namespace);
  }
  await allReady(lab);
  await registerWebhooks(kubectl, { ...lab, sources });
  await waitForControllers(kubectl);

  lab.ready = true;
  saveLab(lab);
  return lab;
}

/** An address of this machine for each lab, because the ports of the clusters in memory are always the same. */
function addressOf(folder) {
  const [second, third, fourth] = createHash('sha256').update(folder).digest();
  return `127.${1 + (second % 254)}.${third}.${1 + (fourth % 254)}`;
}

async function choosePorts() {
  const managers = ['core', 'bootstrap', 'control-plane', 'infrastructure'];
  const [kine, apiServer, ...rest] = await freePorts(2 + 3 * managers.length);
  const ports = { kine, apiServer };
  for (const name of managers) {
    const [webhook, health, metrics] = rest.splice(0, 3);
    ports[name] = { webhook, health, metrics };
  }
  return ports;
}
