import type { ObjectDifference } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  commonOf,
  type Adopting,
  type Adoption,
  type Drifted,
} from './adoption';
import { traceCluster } from './traceCluster';
import { traceLayer } from './traceLayer';

/**
 * Looks for what of a revision sets the fields that drifted: sizes of pools, parameters, and values of layers, which an override
 * sets. What comes out of a chart is traced only where one value alone has the name of the field and the value that is desired.
 * Pure.
 */
export function traceAdoption(finding: Drifted, revision: Adopting): Adoption {
  const { desired } = revision;
  const layer = desired.layers.find(({ name }) => name === finding.layer);
  if (!layer) {
    return { reason: 'The layer is not desired any more' };
  }
  const nameless = finding.differences.find(
    ({ whole, hidden, observed }) =>
      whole !== undefined || hidden !== undefined || observed === undefined,
  );
  if (nameless) {
    return { reason: whyNoValue(nameless) };
  }
  const common = commonOf(finding, revision);
  if (layer.kind === 'kubernetes' && isCluster(finding)) {
    return traceCluster(finding, revision, common);
  }
  return traceLayer(finding, layer, revision, common);
}

function whyNoValue({ object, whole, hidden, path }: ObjectDifference): string {
  if (whole === 'missing') {
    return `${object} is not there; to do without it, change the profile`;
  }
  if (whole === 'undesired') {
    return `${object} is not part of the layer; to have it, change the profile`;
  }
  if (whole === 'unknown') {
    return 'The fields that differ are not known';
  }
  return hidden === undefined
    ? `${path} of ${object} was removed; to do without it, change the profile`
    : `What ${path} of ${object} is now is not shown, so it cannot be taken over`;
}

function isCluster({ differences }: Drifted): boolean {
  return differences.every(({ object }) => object.startsWith('Cluster '));
}
