import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { flags, kubernetesParts } from './labKubernetes.mjs';

/** On pods of a network, with the value `pod`; on nodes that have one, where the value says from whom. */
export const NETWORK = 'lab.clusterprofiles.io/network';

const script = name => fileURLToPath(new URL(name, import.meta.url));

/** The processes of a cluster that others made: a whole Kubernetes, whose nodes and pods are played by kwok. */
export function workloadParts({ folder, programs, ports }) {
  const kubeconfig = join(folder, 'admin.kubeconfig');
  const { url, parts } = kubernetesParts({
    folder,
    programs,
    ports,
    prefix: 'workload-',
    controllers: [
      '*',
      '-service-lb-controller',
      '-node-route-controller',
      '-cloud-node-lifecycle-controller',
    ],
  });
  return {
    url,
    kubernetes: parts,
    nodes: [
      {
        name: 'workload-kube-scheduler',
        command: programs['kube-scheduler'],
        args: flags({ kubeconfig, 'leader-elect': false, 'secure-port': 0 }),
      },
      {
        name: 'workload-kwok',
        command: programs.kwok,
        args: flags({
          kubeconfig,
          config: join(folder, 'stages.yaml'),
          'manage-all-nodes': true,
          'node-lease-duration-seconds': 40,
          v: 'WARN',
        }),
      },
      {
        name: 'workload-network',
        command: process.execPath,
        args: [script('networkOfNodes.mjs'), url, join(folder, 'pki'), NETWORK],
      },
    ],
  };
}

/** The processes of Argo CD, which works on the management cluster; `folder` is its own. */
export function argoCdParts({ folder, lab, programs, ports }) {
  const address = port => `127.0.0.1:${port}`;
  const redis = {
    name: 'argocd-redis',
    command: programs.redis,
    port: ports.redis,
    args: [address(ports.redis)],
  };
  const role = (name, { args, ...part }) => ({
    name,
    command: programs['argo-cd'],
    ...part,
    env: {
      ARGOCD_BINARY_NAME: name,
      ARGOCD_FAKE_IN_CLUSTER: 'true',
      ARGOCD_GPG_ENABLED: 'false',
      ARGOCD_TLS_DATA_PATH: join(folder, 'tls'),
      ARGOCD_SSH_DATA_PATH: join(folder, 'ssh'),
      ARGOCD_GNUPGHOME: join(folder, 'gpg'),
      ARGOCD_PLUGINSOCKFILEPATH: join(folder, 'plugins'),
      ARGOCD_ASK_PASS_SOCK: join(folder, 'ask-pass.sock'),
      TMPDIR: join(folder, 'tmp'),
      HOME: folder,
      // Of the registry: Argo CD gives helm no authority for the address of a registry.
      SSL_CERT_FILE: lab.caFile,
      HOSTNAME: 'argocd-application-controller-0',
      // Charts are rendered by helm.
      PATH: `${dirname(programs.helm)}:${process.env.PATH}`,
    },
    args: flags({
      redis: address(ports.redis),
      loglevel: 'warn',
      ...args,
    }),
  });
  const inCluster = {
    kubeconfig: lab.adminKubeconfig,
    namespace: 'argocd',
    'repo-server': address(ports.repoServer),
    'repo-server-plaintext': true,
  };
  const url = `https://127.0.0.1:${ports.server}`;
  return {
    url,
    parts: [
      redis,
      role('argocd-repo-server', {
        ready: `http://127.0.0.1:${ports.repoServerMetrics}/healthz`,
        args: {
          address: '127.0.0.1',
          port: ports.repoServer,
          'metrics-address': '127.0.0.1',
          'metrics-port': ports.repoServerMetrics,
          'disable-tls': true,
        },
      }),
      role('argocd-server', {
        port: ports.server,
        ready: `${url}/healthz`,
        caFile: lab.caFile,
        args: {
          ...inCluster,
          address: '127.0.0.1',
          port: ports.server,
          'metrics-address': '127.0.0.1',
          'metrics-port': ports.serverMetrics,
          staticassets: join(folder, 'assets'),
        },
      }),
      role('argocd-application-controller', {
        ready: `http://127.0.0.1:${ports.controllerMetrics}/healthz`,
        args: {
          ...inCluster,
          'metrics-port': ports.controllerMetrics,
          'app-resync': RESYNC_SECONDS,
          'app-resync-jitter': 0,
        },
      }),
    ],
  };
}

/** Seconds until Argo CD looks again at what has not moved. */
const RESYNC_SECONDS = 60;

/** Where charts come from; the registry itself is reached through the server in front. */
export function chartParts({ folder, lab, programs, ports }) {
  return [
    {
      name: 'oci-registry',
      command: programs.registry,
      port: ports.registry,
      args: [`--port=${ports.registry}`],
    },
    {
      name: 'charts',
      command: process.execPath,
      // Its answers may be what a test wants them to be.
      port: ports.http,
      args: [
        script('chartServer.mjs'),
        JSON.stringify({
          folder,
          ports,
          certificateFile: join(lab.folder, 'pki/server.crt'),
          keyFile: join(lab.folder, 'pki/server.key'),
        }),
      ],
    },
  ];
}
