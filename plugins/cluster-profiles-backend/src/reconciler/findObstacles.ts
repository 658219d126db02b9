import type {
  Condition,
  ObservedCluster,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { goesWithCluster } from './goesWithCluster';
import { kubernetesWaits } from './kubernetesTurn';
import { layerViews, undesiredLayers, type LayerView } from './layerViews';
import { machineObstacles } from './machineObstacles';
import type { Obstacle, Picture } from './types';
import { waitsForApi } from './waitsForApi';

/** Conditions that are good while they are not true. */
const GOOD_WHEN_FALSE = new Set([
  'Deleting',
  'Paused',
  'Reconciling',
  'Remediating',
  'RollingOut',
  'ScalingDown',
  'ScalingUp',
  'Stalled',
]);

/** All that is missing for the proof that a revision runs, most basic first. */
export function findObstacles(picture: Picture): Obstacle[] {
  const { desired, observed, revision } = picture;
  if (desired.deleted) {
    return deletionObstacles(picture);
  }
  if (desired.observeOnly) {
    return importedObstacles(picture);
  }
  if (!observed) {
    return [
      { about: 'cluster', message: 'Nothing is there yet', moving: true },
    ];
  }
  if (observed.revision !== revision || !observed.current) {
    const first = new Set(kubernetesWaits(picture));
    if (first.size > 0) {
      return layerObstacles(picture).filter(({ name }) => first.has(name!));
    }
    return [
      {
        about: 'cluster',
        message: `The provider has not taken up revision ${revision} yet`,
        moving: true,
      },
    ];
  }
  if (observed.paused !== desired.paused) {
    return [
      {
        about: 'cluster',
        message: desired.paused ? 'Not paused yet' : 'Still paused',
        moving: true,
      },
    ];
  }
  if (desired.paused) {
    return [];
  }
  return [
    ...machineObstacles(picture, observed),
    ...apiObstacle(observed),
    ...registrationObstacle(picture),
    ...layerObstacles(picture),
    ...observed.conditions.filter(isBad).map(conditionObstacle),
  ];
}

function registrationObstacle({ registration, observed }: Picture): Obstacle[] {
  return registration === 'none' && observed?.apiReachable
    ? [
        {
          about: 'registration',
          message: 'The add-on engine does not know the cluster yet',
          moving: true,
        },
      ]
    : [];
}

function apiObstacle({ apiReachable }: ObservedCluster): Obstacle[] {
  return apiReachable
    ? []
    : [
        {
          about: 'api',
          message: 'The API of the cluster does not answer',
          moving: false,
        },
      ];
}

function layerObstacles(picture: Picture): Obstacle[] {
  return [
    ...layerViews(picture).flatMap(layerObstacle),
    ...undesiredLayers(picture).map(({ name, message }): Obstacle => ({
      about: 'leftover',
      name,
      message: `Layer ${name} is not desired any more and still there${after(message)}`,
      moving: true,
    })),
  ];
}

function conditionObstacle({ type, message, reason }: Condition): Obstacle {
  return {
    about: 'condition',
    name: type,
    message: `${type}: ${message || reason}`,
    moving: false,
  };
}

/** Of an imported cluster only what runs on it is ours; of its base it is told how it is. */
function importedObstacles(picture: Picture): Obstacle[] {
  const { desired, observed } = picture;
  const source = desired.providerConfig?.source ?? desired.cluster.name;
  const cluster = (message: string): Obstacle[] => [
    { about: 'cluster', message, moving: false },
  ];
  if (!observed) {
    return cluster(
      `"${source}" is gone: somebody deleted it outside the portal`,
    );
  }
  if (observed.deleting) {
    return cluster(
      `"${source}" is being deleted, by somebody outside the portal`,
    );
  }
  if (desired.paused) {
    return [];
  }
  return [
    ...apiObstacle(observed),
    ...registrationObstacle(picture),
    ...layerObstacles(picture),
    ...observed.conditions.filter(isBad).map(conditionObstacle),
  ];
}

function deletionObstacles(picture: Picture): Obstacle[] {
  const { desired, observed, engineLayers } = picture;
  const about = 'cluster';
  const going = engineLayers.filter(
    layer => !observed || !goesWithCluster(layer, picture),
  );
  if (going.length > 0 && !observed?.deleting) {
    const names = going.map(({ name, message }) =>
      message ? `${name} (${message})` : name,
    );
    const waits = waitsForApi(picture)
      ? ', which waits for the API of the cluster to answer'
      : '';
    return [
      {
        about,
        message: `Removing layers: ${names.join(', ')}${waits}`,
        moving: true,
      },
    ];
  }
  if (!observed || desired.observeOnly) {
    return [];
  }
  const message = observed.leftovers.length
    ? `Still there: ${observed.leftovers.join(', ')}`
    : 'The cluster is still there';
  return [{ about, message, moving: true }];
}

function isBad({ type, status }: Condition): boolean {
  return status !== (GOOD_WHEN_FALSE.has(type) ? 'False' : 'True');
}

function after(message: string | undefined): string {
  return message ? `: ${message}` : '';
}

function layerObstacle({ layer, digest, seen, ready }: LayerView): Obstacle[] {
  if (ready) {
    return [];
  }
  const told = after(seen?.message);
  let message = `${layer.name} is ${seen?.health.toLowerCase()}${told}`;
  if (!seen || (seen.health === 'Missing' && seen.digest === undefined)) {
    message = `${layer.name} is not there yet${told}`;
  } else if (seen.digest !== digest) {
    message = `${layer.name} does not have the desired content yet${told}`;
  } else if (seen.health === 'Healthy' && seen.drift === 'Drifted') {
    message = `${layer.name} is healthy, but not in sync${told}`;
  } else if (seen.health === 'Healthy') {
    message = `${layer.name} runs ${
      seen.version ?? 'an unknown version'
    }, not ${layer.version}`;
  }
  return [
    {
      about: 'layer',
      name: layer.name,
      message,
      moving: seen?.health === 'Progressing' || seen?.digest !== digest,
    },
  ];
}
