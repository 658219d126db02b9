import { join } from 'node:path';

/**
 * The store, the API server and its controllers, in the order in which they start. The folder has their certificates, and the
 * kubeconfig of their administrator.
 */
export function kubernetesParts({
  folder,
  programs,
  ports,
  prefix = '',
  controllers,
}) {
  const pki = name => join(folder, 'pki', name);
  const url = `https://127.0.0.1:${ports.apiServer}`;
  const store = {
    name: `${prefix}kine`,
    command: programs.kine,
    port: ports.kine,
    args: [
      '--endpoint',
      `sqlite://${join(
        folder,
        'store.db',
      )}?_journal=WAL&cache=shared&_busy_timeout=30000&_synchronous=OFF`,
      '--listen-address',
      `127.0.0.1:${ports.kine}`,
      '--metrics-bind-address',
      '0',
    ],
  };
  const apiServer = {
    name: `${prefix}kube-apiserver`,
    command: programs['kube-apiserver'],
    port: ports.apiServer,
    ready: `${url}/readyz`,
    caFile: pki('ca.crt'),
    args: flags({
      'etcd-servers': `http://127.0.0.1:${ports.kine}`,
      'bind-address': '127.0.0.1',
      'secure-port': ports.apiServer,
      'tls-cert-file': pki('server.crt'),
      'tls-private-key-file': pki('server.key'),
      'client-ca-file': pki('ca.crt'),
      'service-cluster-ip-range': '10.0.0.0/24',
      'allow-privileged': true,
      'authorization-mode': 'RBAC',
      'disable-admission-plugins': 'ServiceAccount',
      'service-account-issuer': `${url}/`,
      'service-account-key-file': pki('service-accounts.pub'),
      'service-account-signing-key-file': pki('service-accounts.key'),
    }),
  };
  const controllerManager = {
    name: `${prefix}kube-controller-manager`,
    command: programs['kube-controller-manager'],
    args: flags({
      kubeconfig: join(folder, 'admin.kubeconfig'),
      'leader-elect': false,
      'secure-port': 0,
      controllers: controllers.join(),
      'service-account-private-key-file': pki('service-accounts.key'),
      'root-ca-file': pki('ca.crt'),
      // It makes the folder.
      'flex-volume-plugin-dir': join(folder, 'volume-plugins'),
    }),
  };
  return { url, parts: [store, apiServer, controllerManager] };
}

export const flags = values =>
  Object.entries(values).map(([name, value]) => `--${name}=${value}`);
