import { join } from 'node:path';
import { flags, kubernetesParts } from './labKubernetes.mjs';

/**
 * The processes of the lab, in the order in which they start. `machines` is the address of the clusters in memory.
 */
export function labParts({ folder, programs, ports, machines }) {
  const admin = join(folder, 'admin.kubeconfig');
  const { url, parts: kubernetes } = kubernetesParts({
    folder,
    programs,
    ports,
    // Deletes what belongs to a deleted cluster, and what service accounts need.
    controllers: [
      'garbage-collector-controller',
      'namespace-controller',
      'serviceaccount-controller',
      'root-ca-certificate-publisher-controller',
      // Fills the roles view, edit and admin.
      'clusterrole-aggregation-controller',
    ],
  });
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
    kubernetes,
    clusterApi: [
      manager('core', 'ClusterTopology=true'),
      manager('bootstrap'),
      manager('control-plane', 'ClusterTopology=true'),
      manager('infrastructure', 'ClusterTopology=true'),
    ],
  };
}
