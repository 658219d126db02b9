import {
  objectsAt,
  textAt,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { nameOf, oneLine } from './explain';

/** Told at most, so that a reason stays one that people read. */
const MOST = 3;

interface Node {
  name: string;
  kind: string;
  health: string;
  message: string;
  parents: string[];
  uid: string;
  /** What Argo CD shows beside it, such as the `Node` of a pod. */
  info: ReadonlyMap<string, string>;
}

/** What Kubernetes says of containers that do not get on. */
const STUCK: ReadonlyMap<string, string> = new Map([
  ['ErrImagePull', 'cannot pull its image'],
  ['ImagePullBackOff', 'cannot pull its image'],
  ['InvalidImageName', 'names an image that cannot be'],
  ['ErrImageNeverPull', 'may not pull its image'],
  ['CreateContainerConfigError', 'lacks what its configuration names'],
  ['CreateContainerError', 'cannot be started'],
  ['RunContainerError', 'cannot be started'],
  ['CrashLoopBackOff', 'ends each time that it is started'],
]);

/** Of a pod, in Kubernetes' words, such as `ImagePullBackOff`. */
const reasonOf = ({ info }: Node) => info.get('Status Reason') ?? '';

/** Of pods of jobs Argo CD says that they are on their way until they end. */
const whyStuck = (node: Node) =>
  node.kind === 'Pod' && node.health === 'Progressing'
    ? STUCK.get(reasonOf(node).replace(/^Init:/, ''))
    : undefined;

/** Argo CD does not say why a pod has no node: no room, a node that it selects, its volume. */
const isHomeless = ({ kind, health, info }: Node) =>
  kind === 'Pod' && health === 'Progressing' && !info.get('Node');

/** Beside a pod it may be the cause of it, or wait for the pod to have a node. */
const isUnbound = ({ kind, health }: Node) =>
  kind === 'PersistentVolumeClaim' && health === 'Progressing';

const isOnItsWay = ({ health, message }: Node) =>
  health === 'Progressing' && message !== '';

/**
 * Why objects are not healthy, by Argo CD's tree of them. What is furthest down is the cause: of a Deployment that does not get on,
 * the pod that waits for its image. While an operation goes on, what is missing has yet to come. Undefined where the tree does not
 * tell.
 */
export function explainHealth(
  tree: unknown,
  { underWay = false }: { underWay?: boolean } = {},
): string | undefined {
  const nodes = objectsAt(tree, ['nodes']).map(toNode);
  const isBroken = ({ health }: Node) =>
    health === 'Degraded' || (health === 'Missing' && !underWay);
  const causes = deepest(
    nodes.filter(
      node =>
        isBroken(node) ||
        isHomeless(node) ||
        isUnbound(node) ||
        whyStuck(node) !== undefined,
    ),
    nodes,
  );
  const found =
    causes.length > 0 ? causes : deepest(nodes.filter(isOnItsWay), nodes);
  const told = [...new Set(found.map(describe))].sort();
  if (told.length === 0) {
    return undefined;
  }
  const more = told.length - MOST;
  return oneLine(
    [...told.slice(0, MOST), ...(more > 0 ? [`and ${more} more`] : [])].join(
      '; ',
    ),
  );
}

function toNode(node: Record<string, unknown>): Node {
  return {
    name: nameOf(node),
    kind: textAt(node, ['kind']),
    health: textAt(node, ['health', 'status']),
    message: textAt(node, ['health', 'message']),
    parents: objectsAt(node, ['parentRefs']).map(it => textAt(it, ['uid'])),
    uid: textAt(node, ['uid']),
    info: new Map(
      objectsAt(node, ['info']).map(it => [
        textAt(it, ['name']),
        textAt(it, ['value']),
      ]),
    ),
  };
}

/** Those of them that none of them is below of. */
function deepest(troubled: readonly Node[], all: readonly Node[]): Node[] {
  const parentsOf = new Map(all.map(({ uid, parents }) => [uid, parents]));
  const above = new Set<string>();
  const climb = (uid: string) => {
    for (const parent of parentsOf.get(uid) ?? []) {
      if (!above.has(parent)) {
        above.add(parent);
        climb(parent);
      }
    }
  };
  troubled.forEach(({ uid }) => climb(uid));
  return troubled.filter(({ uid }) => !above.has(uid));
}

function describe(node: Node): string {
  if (isHomeless(node)) {
    const reason = reasonOf(node);
    const why = reason && reason !== 'Pending' ? ` (${reason})` : '';
    return `${node.name} waits for a node${why}`;
  }
  if (isUnbound(node)) {
    return `${node.name} waits for its volume`;
  }
  const stuck = whyStuck(node);
  if (stuck) {
    return `${node.name} ${stuck} (${reasonOf(node)})`;
  }
  return `${node.name}: ${node.message || node.health.toLowerCase()}`;
}
