import type {
  DesiredLayer,
  Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { BroughtObject } from '@cluster-profiles/plugin-cluster-profiles-node';

/** A layer with all that it brings. */
export interface BroughtLayer {
  layer: Pick<DesiredLayer, 'name' | 'profile'>;
  /** It comes or changes; others run as they are. */
  touched: boolean;
  brings: readonly BroughtObject[];
}

const MOST = 3;

/**
 * Objects that two layers of a cluster bring: whoever is applied last would win, and the removal of one takes them from the other.
 * Two profiles that do so do not go together; within one profile, and where it runs so already, it is a warning.
 */
export function findCollisions(layers: readonly BroughtLayer[]): Finding[] {
  const owners = new Map<string, BroughtLayer>();
  const pairs = new Map<string, { pair: BroughtLayer[]; objects: string[] }>();
  for (const brought of layers) {
    for (const { group, object } of brought.brings) {
      const identity = `${group} ${object}`;
      const owner = owners.get(identity);
      if (!owner) {
        owners.set(identity, brought);
      } else if (owner !== brought) {
        const key = `${owner.layer.name} ${brought.layer.name}`;
        const { objects } =
          pairs.get(key) ??
          pairs.set(key, { pair: [owner, brought], objects: [] }).get(key)!;
        objects.push(object);
      }
    }
  }
  return [...pairs.values()].map(({ pair, objects }) =>
    toFinding(pair, objects.sort()),
  );
}

function toFinding(
  [first, second]: BroughtLayer[],
  objects: readonly string[],
): Finding {
  const isNew = first.touched || second.touched;
  const ofTwo = first.layer.profile !== second.layer.profile;
  const [one, other] = [first, second].map(
    ({ layer }) => `layer "${layer.name}" of ${layer.profile}`,
  );
  const more = objects.length - MOST;
  return {
    severity: isNew && ofTwo ? 'block' : 'warn',
    code: 'layer-objects-conflict',
    message: `Both ${one} and ${other} bring ${objects.slice(0, MOST).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
    remedy: ofTwo
      ? 'Choose a version or a profile without it, or turn it off in the values of one of them.'
      : 'Turn it off in the values of one of them.',
    layer: second.layer.name,
  };
}
