import type { JsonObject } from '@backstage/types';
import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
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
  workers.forEach(({ replicas }, index) =>
    drive(replicas, `/spec/nodePools/workers/${index}/replicas`),
  );
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
