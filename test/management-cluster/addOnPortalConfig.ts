import type { JsonObject } from '@backstage/types';
import type { ManagementCluster } from './lab';

/** The way to the API of a cluster that others made, where it is not the direct one. */
export interface WayIn {
  url?: string;
}

/** Configuration of a portal whose add-ons go through Argo CD of the lab: targets `legacy`, `vault`, which is production, `factory` and `simulated`. */
export function addOnPortalConfig(options: {
  lab: ManagementCluster;
  /** Names that tests give become those of one portal. */
  named(name: string): string;
  /** Of Cluster API. */
  namespace: string;
  imported: Record<string, WayIn>;
  /** Folder: the layer repository `own`. */
  ownCharts: string;
  /** How add-ons get to clusters is told: to those of `factory` by the Secret `{cluster}-add-ons` in their namespace. */
  registers: boolean;
  /** Charts are rendered, and their pinned bytes delivered from a mirror. */
  pins: boolean;
}): JsonObject {
  const { lab, named, namespace, imported, ownCharts, registers, pins } =
    options;
  const { url, caFile, tokenFile } = lab.workloadCluster();
  const direct = { url, caFile, tokenFile };
  const { httpUrl, ociUrl, mirrorUrl, caFile: ociCaFile } = lab.charts();
  const { library, helmProgram } = lab.charts();
  const kubeconfig = { file: lab.kubeconfig };
  const { url: argoCd, ...reader } = lab.argocd();
  const target = { region: 'lab', stage: 'development' };
  return {
    clusterApi: { managementClusters: [{ name: 'lab', kubeconfig }] },
    imported: {
      clusters: Object.entries(imported).map(([name, way]) => ({
        ...direct,
        ...way,
        ...(registers && { delivery: direct }),
        name: named(name),
      })),
    },
    ...(pins && {
      mirror: {
        url: mirrorUrl,
        caFile: ociCaFile,
        allowPrivateAddresses: true,
      },
    }),
    argocd: {
      ...(pins && { helm: { path: helmProgram } }),
      instances: [
        {
          name: 'lab',
          kubeconfig,
          api: {
            url: argoCd,
            tokenFile: reader.tokenFile,
            caFile: reader.caFile,
          },
        },
      ],
      repositories: [
        { name: 'charts', url: httpUrl },
        { name: 'registry', url: ociUrl },
        { name: 'own', url: httpUrl },
      ],
    },
    repositories: [
      { name: 'library', type: 'library' },
      { name: 'charts', type: 'library', path: library },
      { name: 'registry', type: 'library', path: library },
      { name: 'own', type: 'library', path: ownCharts },
      {
        name: 'fetched',
        type: 'helm',
        url: httpUrl,
        allowPrivateAddresses: true,
      },
    ],
    targets: [
      {
        ...target,
        name: named('legacy'),
        provider: 'imported',
        addOnEngine: 'argocd',
      },
      {
        ...target,
        stage: 'production',
        name: named('vault'),
        provider: 'imported',
        addOnEngine: 'argocd',
      },
      {
        ...target,
        name: named('factory'),
        provider: 'cluster-api',
        endpoint: 'lab',
        namespace,
        ...(registers && { credentials: '{cluster}-add-ons' }),
        addOnEngine: 'argocd',
      },
      { ...target, name: 'simulated', provider: 'simulator' },
    ],
  };
}
