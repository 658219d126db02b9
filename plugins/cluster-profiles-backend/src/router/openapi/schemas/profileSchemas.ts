import {
  anyObject,
  closed,
  count,
  date,
  described,
  digest,
  flag,
  listOf,
  mapOf,
  object,
  oneWordOf,
  ref,
  text,
  texts,
  time,
} from '../shapes';
import { layerFields } from './commonSchemas';

const layerSummary = object(
  { ...layerFields, version: text },
  { category: text },
);
const versionState = oneWordOf('published', 'deprecated', 'withdrawn');
const versionFields = {
  version: text,
  digest,
  state: versionState,
  lifecycle: text,
  publishedAt: time,
  authors: described(texts, 'Those who wrote it; they never approve it.'),
  approvers: texts,
  changeId: text,
};
const versionOptions = {
  kubernetesVersion: text,
  releaseNotes: text,
  stateReason: text,
  endOfLife: date,
};

/** Profiles, their versions and layers. */
export const profileSchemas = {
  ProfileType: oneWordOf('infrastructure', 'add-on', 'full-stack'),
  ProfileReference: closed({
    name: { ...text, minLength: 1, maxLength: 63 },
    version: { ...text, minLength: 1, maxLength: 64 },
  }),
  LayerSource: object(
    { type: oneWordOf('helm', 'oci', 'manifests', 'image') },
    { repository: text, chart: text, image: text, path: text },
  ),
  ProfileLayer: object(
    { ...layerFields, version: text },
    {
      category: text,
      source: ref('LayerSource'),
      dependsOn: texts,
      through: texts,
      constraints: object({}, { kubernetes: text, layers: mapOf(text) }),
      values: anyObject,
      drift: object(
        {},
        {
          mode: ref('DriftMode'),
          exceptions: listOf(ref('DriftException')),
        },
      ),
      deadlineMinutes: { type: 'number' },
    },
  ),
  ProfileSpec: object(
    {
      type: ref('ProfileType'),
      owner: text,
      lifecycle: text,
      version: text,
      layers: listOf(ref('ProfileLayer')),
    },
    {
      releaseNotes: text,
      parameters: described(
        anyObject,
        'JSON Schema of what a requester may set.',
      ),
      nodePools: anyObject,
      providers: mapOf(listOf(anyObject)),
    },
  ),
  ProfileDocument: object({
    apiVersion: text,
    kind: { const: 'ClusterProfile' },
    metadata: {
      ...object({ name: text }, { title: text, description: text }),
      additionalProperties: true,
    },
    spec: ref('ProfileSpec'),
  }),
  PinnedSource: object(
    {
      layer: text,
      source: ref('LayerSource'),
      address: text,
      sha256: digest,
    },
    { chart: ref('PinnedChart') },
  ),
  PinnedChart: object(
    {},
    {
      digest: described(
        text,
        'Of its manifest in the OCI registry that it came from.',
      ),
      kubernetes: described(
        text,
        'Semver range of Kubernetes versions that it says it works with.',
      ),
    },
  ),
  ProfileVersionSummary: object(
    {
      ...versionFields,
      clusters: described(
        count,
        'Clusters whose desired state names it, that the caller may see.',
      ),
      leaving: described(
        count,
        'Further clusters that run it until what replaces it there is proven, that the caller may see.',
      ),
      layers: listOf(layerSummary),
    },
    {
      ...versionOptions,
      kubernetesEndOfLife: described(
        date,
        'Day (YYYY-MM-DD) on which upstream support of its minor version ends.',
      ),
    },
  ),
  ProfileSummary: object(
    {
      name: text,
      type: ref('ProfileType'),
      owner: text,
      lifecycle: text,
      versions: described(
        listOf(ref('ProfileVersionSummary')),
        'Newest first.',
      ),
      use: ref('Permitted'),
      propose: described(
        ref('Permitted'),
        'Whether you may propose to publish, deprecate or withdraw versions.',
      ),
      approvals: described(
        listOf(ref('ApprovalOutlook')),
        'What a new cluster with the newest version needs, for your groups and the targets that you may use.',
      ),
    },
    { title: text, description: text, latestVersion: text },
  ),
  ApprovalOutlook: object({
    targets: texts,
    stages: listOf(ref('Stage')),
    owners: texts,
    requirements: described(
      listOf(ref('ApprovalRequirement')),
      'Empty when no approval is needed.',
    ),
  }),
  ProfileVersionDetail: object(
    {
      ...versionFields,
      profile: text,
      type: ref('ProfileType'),
      owner: text,
      document: ref('ProfileDocument'),
      files: described(mapOf(digest), 'Path → SHA-256.'),
      sources: listOf(ref('PinnedSource')),
      authorsKnown: flag,
      usedBy: described(
        texts,
        'Clusters that are to run it, or run it until what replaces it is proven, that the caller may see.',
      ),
    },
    {
      ...versionOptions,
      title: text,
      description: text,
      stateChangedAt: time,
      attestedBy: text,
    },
  ),
  ProfileDiff: object({
    profile: text,
    from: text,
    to: text,
    layers: listOf(ref('LayerDifference')),
    settings: listOf(ref('ValueDifference')),
    kubernetesPath: texts,
    findings: listOf(ref('Finding')),
  }),
  LayerInUse: object(
    {
      name: text,
      kind: ref('LayerKind'),
      version: text,
      profiles: listOf(object({ name: text, version: text })),
      clusterCount: described(
        count,
        'Clusters that have it in the desired state or in what was proven last, that the caller may see.',
      ),
      leaving: described(
        count,
        'Of them, those that are to leave it: it is not desired any more, but what replaces it is not proven.',
      ),
      clusters: described(texts, 'The first of them by name, at most 20.'),
    },
    {
      category: text,
      component: described(text, 'Chart, image or path that its source names.'),
    },
  ),
  Bundle: closed(
    { document: described(text, 'The profile document, YAML.') },
    { files: described(mapOf(text), 'Path (`./x/y`) → content.') },
  ),
  CheckedBundle: closed(
    { document: described(text, 'The profile document, YAML.') },
    {
      files: described(mapOf(text), 'Path (`./x/y`) → content.'),
      draft: described(
        { type: 'boolean' },
        'The document is as the catalog holds it, without values and files.',
      ),
    },
  ),
  Findings: object({ findings: listOf(ref('Finding')) }),
};
