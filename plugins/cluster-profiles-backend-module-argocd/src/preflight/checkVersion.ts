import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  textAt,
  type JsonApi,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import {
  ProviderRefusedError,
  ProviderUnreachableError,
} from '@cluster-profiles/plugin-cluster-profiles-node';

/** From it on, Argo CD pulls by digest. */
const OLDEST = [3, 1];
/** What the lab proves all of this with. */
const PROVED = [3, 2];
const MAX_BYTES = 64 * 1024;

/** Which version an Argo CD has, and whether layers can be delivered through it. Only its own API tells. */
export async function checkVersion(options: {
  name: string;
  api: JsonApi;
  signal?: AbortSignal;
}): Promise<Finding> {
  const { name, api, signal } = options;
  const what = `Argo CD instance "${name}"`;
  let told: string;
  try {
    told = textAt(
      await api.get('/api/version', { maxBytes: MAX_BYTES, signal }),
      ['Version'],
    );
  } catch (error) {
    signal?.throwIfAborted();
    if (
      error instanceof ProviderRefusedError ||
      error instanceof ProviderUnreachableError
    ) {
      // Layers are delivered without it.
      return unknown(what, error.message);
    }
    throw error;
  }
  const [, major, minor, patch] = /^v?(\d+)\.(\d+)\.(\d+)/.exec(told) ?? [];
  if (major === undefined) {
    return unknown(what, `it says "${told.slice(0, 60)}"`);
  }
  const version = [Number(major), Number(minor)];
  const code = 'argocd-version';
  const message = `${what} has version ${major}.${minor}.${patch}`;
  if (compare(version, OLDEST) < 0) {
    return {
      severity: 'block',
      code,
      message: `${message}, which cannot pull what was approved by its digest.`,
      remedy: `Update it to ${PROVED.join('.')}.`,
    };
  }
  return compare(version, PROVED) === 0
    ? { severity: 'ok', code, message: `${message}.` }
    : {
        severity: 'warn',
        code,
        message: `${message}; what its status proves was found out with ${PROVED.join('.')}.`,
        remedy: `Try it on a target of stage development first, or run ${PROVED.join('.')}.`,
      };
}

function unknown(what: string, why: string): Finding {
  return {
    severity: 'warn',
    code: 'argocd-version-unknown',
    message: `Which version ${what} has is not known: ${why}`,
    remedy:
      'Correct api of the instance in clusterProfiles.argocd.instances; until then the fields that drift are not told either.',
  };
}

function compare(
  [major, minor]: readonly number[],
  [otherMajor, otherMinor]: readonly number[],
): number {
  return major - otherMajor || minor - otherMinor;
}
