import {
  objectsAt,
  textAt,
  type KubernetesObject,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { Operation } from './findOperation';
import { outOfSync } from './outOfSync';

const MAX_LENGTH = 500;
/**
 * The API server itself did not answer, or not to Argo CD, whose credentials it may have revoked. A kind that it does not know reads
 * almost the same.
 */
const CUT_OFF =
  /failed to discover server resources.*: (Get "https:|Unauthorized)|the server has asked for the client to provide credentials/is;
/** Argo CD could not find out what runs there. */
const UNSEEN =
  /failed to (load initial state|get cluster|sync cluster)|cluster cache/i;

/** What stands in the way of an Application, by its conditions; undefined where nothing does. */
export function findTrouble(
  application: KubernetesObject,
): { message: string; unreachable: boolean } | undefined {
  const message = objectsAt(application, ['status', 'conditions'])
    .filter(condition => textAt(condition, ['type']).endsWith('Error'))
    .map(condition => textAt(condition, ['message']))
    .find(Boolean);
  if (message === undefined) {
    return undefined;
  }
  const unreachable = UNSEEN.test(message) || CUT_OFF.test(message);
  return {
    unreachable,
    message: unreachable
      ? toUnreachable(message)
      : oneLine(withoutRpc(message)),
  };
}

function toUnreachable(message: string): string {
  return oneLine(`Argo CD does not reach the cluster: ${message}`);
}

/** Why an operation failed: first what happened to single objects, hooks among them. */
export function explainFailure(
  application: KubernetesObject,
  operation: Operation,
): { message: string; unreachable: boolean } {
  const failed = failedResults(application);
  const cutOff = failed
    .map(result => textAt(result, ['message']))
    .find(message => CUT_OFF.test(message));
  if (cutOff !== undefined) {
    // It is the same for each object.
    return { unreachable: true, message: toUnreachable(cutOff) };
  }
  const failures = failed.map(result => {
    const hook = textAt(result, ['hookType']);
    const what = `${hook ? `Hook ${hook}, ` : ''}${nameOf(result)}`;
    return `${what}: ${textAt(result, ['message']) || 'failed'}`;
  });
  return {
    unreachable: false,
    message: oneLine(
      failures.length ? failures.join('; ') : withoutRpc(operation.message),
    ),
  };
}

function failedResults(application: KubernetesObject) {
  return objectsAt(application, [
    'status',
    'operationState',
    'syncResult',
    'resources',
  ]).filter(
    result =>
      textAt(result, ['status']) === 'SyncFailed' ||
      ['Failed', 'Error'].includes(textAt(result, ['hookPhase'])),
  );
}

/** Objects that differ from what the chart says, such as `Deployment shop/web`. */
export function listDrifted(application: KubernetesObject): string[] {
  return outOfSync(application).map(nameOf).sort();
}

/** Such as `Deployment shop/web`. */
export function nameOf(resource: unknown): string {
  const place = [textAt(resource, ['namespace']), textAt(resource, ['name'])];
  return `${textAt(resource, ['kind'])} ${place.filter(Boolean).join('/')}`;
}

/** Attempts and their times change; a finding must not. */
function withoutRpc(message: string): string {
  return (
    message
      .replace(/\.? *Retrying attempt #\d+ at [^.]*\.?/g, '')
      .replace(/^.*rpc error: code = \w+ desc = /s, '')
      // Argo CD quotes the command that it ran
      .replace(/^.*failed exit status \d+: (Error: )?/s, '')
      .replace(/\s*Use --debug flag to render out invalid YAML/g, '')
      .replace(/ \(retried \d+ times\)\.?/g, '')
  );
}

export function oneLine(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim();
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH)} …` : line;
}
