import { ProviderRefusedError } from '@cluster-profiles/plugin-cluster-profiles-node';
import { parse } from 'yaml';
import {
  objectsAt,
  textAt,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { WorkloadConnection } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { KubernetesObject } from '../kubernetes';

/**
 * How to reach a cluster as its administrator, from the secret that Cluster API keeps. Only what stands in it counts: commands
 * and files that it names would be ours. Nothing of it is ever told.
 */
export function readAdministrator(
  secret: KubernetesObject,
): WorkloadConnection {
  const { name } = secret.metadata;
  const document = decode(secret);
  const context = entry(
    document,
    'contexts',
    textAt(document, ['current-context']),
  );
  const cluster = entry(
    document,
    'clusters',
    textAt(context, ['context', 'cluster']),
  );
  const administrator = entry(
    document,
    'users',
    textAt(context, ['context', 'user']),
  );
  const url = textAt(cluster, ['cluster', 'server']);
  const authority = textAt(cluster, ['cluster', 'certificate-authority-data']);
  const token = textAt(administrator, ['user', 'token']);
  const certificate = textAt(administrator, [
    'user',
    'client-certificate-data',
  ]);
  const key = textAt(administrator, ['user', 'client-key-data']);
  if (!url.startsWith('https://') || !authority) {
    throw new ProviderRefusedError(
      `Secret ${name} has no https address with a certificate authority`,
    );
  }
  if (!token && !(certificate && key)) {
    throw new ProviderRefusedError(
      `Secret ${name} has neither a token nor a certificate with its key; others cannot be used from here`,
    );
  }
  return {
    way: 'workload',
    url,
    authority,
    ...(token ? { token } : { certificate, key }),
  };
}

function entry(document: unknown, list: string, name: string) {
  return objectsAt(document, [list]).find(it => textAt(it, ['name']) === name);
}

function decode(secret: KubernetesObject): unknown {
  const encoded = textAt(secret, ['data', 'value']);
  try {
    return parse(Buffer.from(encoded, 'base64').toString('utf8'));
  } catch {
    // The parser quotes what it cannot read, and with it keys.
    throw new ProviderRefusedError(
      `Secret ${secret.metadata.name} does not hold a kubeconfig`,
    );
  }
}
