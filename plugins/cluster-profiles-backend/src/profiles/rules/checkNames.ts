import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import { layerPath, type ProfileRule } from './ProfileRule';

/** Names of layers and of worker pools occur once. */
export const checkNames: ProfileRule = ({ document }) => {
  const { layers, nodePools } = document.spec;
  return [
    ...duplicates(layers, 'layer', index => layerPath(index, '/name')),
    ...duplicates(
      nodePools?.workers ?? [],
      'worker pool',
      index => `/spec/nodePools/workers/${index}/name`,
    ),
  ];
};

function duplicates(
  items: Array<{ name: string }>,
  what: string,
  pathOf: (index: number) => string,
): Finding[] {
  return items.flatMap(({ name }, index) =>
    items.findIndex(other => other.name === name) === index
      ? []
      : [
          {
            severity: 'block' as const,
            code: 'duplicate-name',
            path: pathOf(index),
            message: `The name '${name}' is that of another ${what}`,
            remedy: 'Rename one of the two',
          },
        ],
  );
}
