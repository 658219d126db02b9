import fc from 'fast-check';
import { parseAllDocuments, stringify } from 'yaml';
import {
  aBundle,
  classFile,
  CLASS_YAML,
} from '../classes/__testUtils__/classFiles';
import { parseClassBundle } from '../classes/parseClassBundle';
import { aSide, POOLS, VARIABLES } from './__testUtils__/aSide';
import { predictReplacements } from './predictReplacements';

describe('predictReplacements, for whatever there is', () => {
  it('finds exactly the machines that patches by variable reach', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd');
    const values = fc.dictionary(name, fc.integer({ min: 0, max: 2 }));
    const reach = fc.constantFrom('controlPlane', 'default-worker', '*-worker');
    const toVariables = (chosen: Record<string, number>) =>
      Object.entries(chosen).map(([variable, value]) => ({
        name: variable,
        value,
      }));
    const selector = (target: string) =>
      target === 'controlPlane'
        ? {
            apiVersion: 'controlplane.cluster.x-k8s.io/v1beta2',
            kind: 'KubeadmControlPlaneTemplate',
            matchResources: { controlPlane: true },
          }
        : {
            apiVersion: 'bootstrap.cluster.x-k8s.io/v1beta2',
            kind: 'KubeadmConfigTemplate',
            matchResources: { machineDeploymentClass: { names: [target] } },
          };
    const reached = (pool: string, target: string) =>
      pool === 'controlPlane'
        ? target === 'controlPlane'
        : target === '*-worker' ||
          (pool === 'general' && target === 'default-worker');
    fc.assert(
      fc.property(
        fc.array(fc.record({ variable: name, target: reach }), {
          maxLength: 5,
        }),
        values,
        values,
        (patches, old, next) => {
          const bundle = aBundle();
          bundle.clusterClass.spec!.patches = patches.map(
            ({ variable, target }, index) => ({
              name: `patch-${index}`,
              definitions: [
                {
                  selector: selector(target),
                  jsonPatches: [
                    { op: 'add', path: '/x', valueFrom: { variable } },
                  ],
                },
              ],
            }),
          );
          const actual = ['controlPlane', 'general', 'gpu'].filter(pool =>
            patches.some(
              ({ variable, target }) =>
                reached(pool, target) && old[variable] !== next[variable],
            ),
          );
          expect(
            predictReplacements({
              before: aSide({ bundle, variables: toVariables(old) }),
              after: aSide({ bundle, variables: toVariables(next) }),
            }).map(({ pool }) => pool),
          ).toEqual(actual);
        },
      ),
    );
  });

  it('never replaces for names and order', () => {
    const documents = parseAllDocuments(CLASS_YAML).map(document =>
      document.toJS(),
    );
    const reversed = (value: unknown): unknown =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, member]) => [key, reversed(member)]),
          )
        : value;
    fc.assert(
      fc.property(
        fc.shuffledSubarray(documents, { minLength: documents.length }),
        fc.shuffledSubarray(POOLS, { minLength: POOLS.length }),
        fc.shuffledSubarray(VARIABLES, { minLength: VARIABLES.length }),
        fc.boolean(),
        fc.stringMatching(/^[a-z]{3,10}$/),
        (shuffled, pools, variables, reverse, name) => {
          const content = shuffled
            .map(document => stringify(reverse ? reversed(document) : document))
            .join('---\n')
            .replace(/teams/g, name);
          const { bundle } = parseClassBundle({ files: [classFile(content)] });
          expect(
            predictReplacements({
              before: aSide(),
              after: aSide({ bundle, pools, variables }),
            }),
          ).toEqual([]);
        },
      ),
      { numRuns: 30 },
    );
  });
});
