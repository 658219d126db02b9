import {
  diffLayers,
  diffValues,
  type DiffableLayer,
  type LayerDifference,
  type ProfileVersion,
  type ValueDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** What is compared of a version, whether it is published already or a draft. */
export type ComparableVersion = Pick<
  ProfileVersion,
  'document' | 'files' | 'sources'
>;

/** Two versions layer by layer, and the rest of their documents and files. Without an earlier one everything is new. */
export function diffVersions(options: {
  before?: ComparableVersion;
  after: ComparableVersion;
}): { layers: LayerDifference[]; settings: ValueDifference[] } {
  const { before, after } = options;
  return {
    layers: diffLayers({
      before: before && diffable(before),
      after: diffable(after),
    }),
    settings: diffValues(before ? rest(before) : {}, rest(after)),
  };
}

function diffable({ document, sources }: ComparableVersion): DiffableLayer[] {
  return document.spec.layers.map(layer => {
    const pin = sources.find(source => source.layer === layer.name);
    return pin
      ? { ...layer, address: pin.address, sha256: pin.sha256 }
      : { ...layer };
  });
}

function rest({ document, files }: ComparableVersion) {
  const { layers, version, releaseNotes, ...spec } = document.spec;
  const { title, description } = document.metadata;
  return { title, description, ...spec, files };
}
