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
  hasNode: boolean;
}

/** Argo CD does not say why a pod waits; one that no machine has been found for waits for that. */
const isHomeless = ({ kind, health, hasNode }: Node) =>
  kind === 'Pod' && health === 'Progressing' && !hasNode;

const isOnItsWay = ({ health, message }: Node) =>
  health === 'Progressing' && message !== '';

/**
 * Why objects are not healthy, by Argo CD's tree of them. What is furthest down is the cause: of a Deployment that does not get on,
 * the pod that waits for its image. Undefined where the tree does not tell.
 */
export function explainHealth(tree: unknown): string | undefined {
  const nodes = objectsAt(tree, ['nodes']).map(toNode);
  const isBroken = ({ health }: Node) =>
    health === 'Degraded' || health === 'Missing';
  const causes = deepest(
    nodes.filter(node => isBroken(node) || isHomeless(node)),
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
    hasNode: objectsAt(node, ['info']).some(
      it => textAt(it, ['name']) === 'Node' && textAt(it, ['value']) !== '',
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
    return `${node.name} waits for a node that has room for it`;
  }
  return `${node.name}: ${node.message || node.health.toLowerCase()}`;
}
