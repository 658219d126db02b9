import { immutableFields } from './immutableFields';
import { groupOf, type RenderedObject } from './RenderedObject';

const SCALED = ['Deployment', 'StatefulSet', 'ReplicaSet'];

/** What is lost with an object that is removed, one sentence; undefined where it can simply be made again. */
export function riskOfRemoval(object: RenderedObject): string | undefined {
  switch (`${groupOf(object)}/${object.kind}`) {
    case 'apiextensions.k8s.io/CustomResourceDefinition':
      return `Every ${textAt(object, 'spec', 'names', 'kind') ?? 'object of its kind'} on the cluster is deleted with it.`;
    case '/PersistentVolumeClaim':
      return 'What is stored on its volume is lost, unless the volume is retained.';
    case '/PersistentVolume':
      return 'Nothing can use what is stored on it any more.';
    case '/Namespace':
      return 'All that is in it is deleted with it.';
    default:
      return undefined;
  }
}

/** What an object that changes puts at risk, one sentence; undefined where nothing is. */
export function riskOfChange(
  before: RenderedObject,
  after: RenderedObject,
  /** JSON pointers of what differs. */
  paths: readonly string[],
): string | undefined {
  const fixed = immutableFields(before, paths);
  if (fixed.length > 0) {
    const names = fixed.map(field => field.slice(1).replaceAll('/', '.'));
    return `Kubernetes refuses to change ${names.join(' and ')} of what is there: it must be deleted first.`;
  }
  return (
    riskOfSmallerVolume(before, after) ??
    riskOfFewerVersions(before, after) ??
    riskOfNoReplicas(before, after)
  );
}

function riskOfNoReplicas(
  before: RenderedObject,
  after: RenderedObject,
): string | undefined {
  const stops =
    SCALED.includes(after.kind) &&
    at(after, 'spec', 'replicas') === 0 &&
    at(before, 'spec', 'replicas') !== 0;
  return stops ? 'Nothing of it runs any more: it has no replicas.' : undefined;
}

function riskOfFewerVersions(
  before: RenderedObject,
  after: RenderedObject,
): string | undefined {
  if (after.kind !== 'CustomResourceDefinition') {
    return undefined;
  }
  const served = servedVersions(after);
  const gone = servedVersions(before).filter(name => !served.includes(name));
  return gone.length > 0
    ? `Versions of its kind that are not served any more: ${gone.join(', ')}.`
    : undefined;
}

function servedVersions(definition: RenderedObject): string[] {
  const versions = at(definition, 'spec', 'versions');
  return Array.isArray(versions)
    ? versions
        .filter(version => version?.served === true)
        .map(({ name }) => String(name))
    : [];
}

function riskOfSmallerVolume(
  before: RenderedObject,
  after: RenderedObject,
): string | undefined {
  if (after.kind !== 'PersistentVolumeClaim') {
    return undefined;
  }
  const [old, next] = [before, after].map(claim =>
    toBytes(at(claim, 'spec', 'resources', 'requests', 'storage')),
  );
  return old !== undefined && next !== undefined && next < old
    ? 'Kubernetes refuses to make a volume smaller.'
    : undefined;
}

const UNITS = ['', 'k', 'M', 'G', 'T', 'P', 'E'];

/** Of a quantity such as `10Gi`; undefined for one that is written otherwise. */
function toBytes(quantity: unknown): number | undefined {
  const [, number, unit, binary] =
    /^(\d+(?:\.\d+)?)([kKMGTPE]?)(i?)$/.exec(String(quantity)) ?? [];
  return number === undefined
    ? undefined
    : Number(number) *
        (binary ? 1024 : 1000) ** UNITS.indexOf(unit === 'K' ? 'k' : unit);
}

function textAt(object: RenderedObject, ...path: string[]): string | undefined {
  const found = at(object, ...path);
  return typeof found === 'string' ? found : undefined;
}

function at(object: RenderedObject, ...path: string[]): any {
  return path.reduce<any>((found, key) => found?.[key], object);
}
