import { join } from 'node:path';

/**
 * The processes of the lab, in the order in which they start. A part is ready when its `ready` address answers; without one,
 * when something listens on its port. `machines` is the address of the clusters in memory.
 */
export function labParts({ folder, programs, ports, machines }) {
  const pki = name => join(folder, 'pki', name);
  const admin = join(folder, 'admin.kubeconfig');
  const store = {
    name: 'kine',
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
  const url = `https://127.0.0.1:${ports.apiServer}`;
  const apiServer = {
    name: 'kube-apiserver',
    command: programs['kube-apiserver'],
    port: ports.apiServer,
    ready: `${url}/readyz`,
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
    name: 'kube-controller-manager',
    command: programs['kube-controller-manager'],
    args: flags({
      kubeconfig: admin,
      'leader-elect': false,
      'secure-port': 0,
      // Deletes what belongs to a deleted cluster, and what service accounts need.
      controllers: [
        'garbage-collector-controller',
        'namespace-controller',
        'serviceaccount-controller',
        'root-ca-certificate-publisher-controller',
        // Fills the roles view, edit and admin.
        'clusterrole-aggregation-controller',
      ].join(),
      'service-account-private-key-file': pki('service-accounts.key'),
      'root-ca-file': pki('ca.crt'),
    }),
  };
  const manager = (name, featureGates) => {
    const { webhook, health, metrics } = ports[name];
    return {
      name,
      command: programs[name],
      port: webhook,
      ready: `http://127.0.0.1:${health}/readyz`,
      env: {
        POD_IP: machines,
        POD_NAME: name,
        POD_NAMESPACE: 'default',
        POD_UID: name,
      },
      args: flags({
        kubeconfig: admin,
        'leader-elect': false,
        'webhook-port': webhook,
        'webhook-cert-dir': join(folder, 'pki'),
        'webhook-cert-name': 'webhooks.crt',
        'webhook-key-name': 'webhooks.key',
        'health-addr': `127.0.0.1:${health}`,
        'diagnostics-address': `127.0.0.1:${metrics}`,
        'insecure-diagnostics': true,
        'kube-api-qps': 200,
        'kube-api-burst': 400,
        ...(featureGates && { 'feature-gates': featureGates }),
      }),
    };
  };
  return {
    url,
    kubernetes: [store, apiServer, controllerManager],
    clusterApi: [
      manager('core', 'ClusterTopology=true'),
      manager('bootstrap'),
      manager('control-plane', 'ClusterTopology=true'),
      manager('infrastructure', 'ClusterTopology=true'),
    ],
  };
}

const flags = values =>
  Object.entries(values).map(([name, value]) => `--${name}=${value}`);
