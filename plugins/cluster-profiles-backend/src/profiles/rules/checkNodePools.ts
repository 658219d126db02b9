import type { JsonObject } from '@backstage/types';
import type {
  Finding,
  ProfileWorkerPool,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ProfileRule } from './ProfileRule';

const CONTROL_PLANE_SIZES = [1, 3, 5];
const PARAMETER = /^\$\{\{\s*parameters\.([A-Za-z0-9_-]+)\s*\}\}$/;

/** Replicas that a parameter drives are whole numbers; the control plane can keep a majority. */
export const checkNodePools: ProfileRule = ({ document }) => {
  const { nodePools, parameters } = document.spec;
  const { controlPlane, workers = [] } = nodePools ?? {};
  const findings: Finding[] = [];
  const drive = (replicas: number | string | undefined, path: string) => {
    const name = PARAMETER.exec(String(replicas))?.[1];
    const properties = parameters?.properties as JsonObject | undefined;
    const property = name && (properties?.[name] as JsonObject | undefined);
    if (property && property.type !== 'integer') {
      findings.push({
        severity: 'block',
        code: 'replicas-no-number',
        path,
        message: `The parameter '${name}' drives replicas, but is not of the type integer`,
        remedy: 'Give it the type integer',
      });
    }
  };
  drive(controlPlane?.replicas, '/spec/nodePools/controlPlane/replicas');
  workers.forEach((pool, index) => {
    const path = `/spec/nodePools/workers/${index}`;
    for (const field of ['replicas', 'min', 'max'] as const) {
      drive(pool[field], `${path}/${field}`);
    }
    findings.push(...checkRange(pool, path));
  });
  if (
    typeof controlPlane?.replicas === 'number' &&
    !CONTROL_PLANE_SIZES.includes(controlPlane.replicas)
  ) {
    findings.push({
      severity: 'block',
      code: 'control-plane-size',
      path: '/spec/nodePools/controlPlane/replicas',
      message: `A control plane of ${controlPlane.replicas} machines cannot keep a majority`,
      remedy: 'Use 1, 3 or 5',
    });
  }
  return findings;
};

/** What is written as numbers; what parameters give is checked where they are given. */
function checkRange(
  { name, replicas, min, max }: ProfileWorkerPool,
  path: string,
): Finding[] {
  const above = (a: unknown, b: unknown) =>
    typeof a === 'number' && typeof b === 'number' && a > b;
  const block = (field: string, message: string, remedy: string): Finding => ({
    severity: 'block',
    code: 'pool-range',
    path: `${path}/${field}`,
    message,
    remedy,
  });
  if (above(min, max)) {
    return [
      block(
        'min',
        `The pool '${name}' cannot have at least ${min} and at most ${max} machines`,
        'Give a min that is not above max',
      ),
    ];
  }
  return above(min, replicas) || above(replicas, max)
    ? [
        block(
          'replicas',
          `The pool '${name}' cannot start with ${replicas} machines, it has ${min} to ${max}`,
          'Start with a number from min to max, or leave replicas out',
        ),
      ]
    : [];
}
