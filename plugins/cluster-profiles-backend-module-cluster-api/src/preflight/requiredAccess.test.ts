import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { REQUIRED_ROLES } from './requiredAccess';

const ROOT = resolve(__dirname, '../../../..');

function read(path: string): string {
  return readFileSync(resolve(ROOT, path), 'utf8');
}

/** The first YAML block of a page that holds a role. */
function roleBlock(page: string): string {
  const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)];
  return blocks.find(([, block]) => block.includes('kind: ClusterRole\n'))![1];
}

function rulesByRole(yaml: string): Record<string, unknown> {
  return Object.fromEntries(
    parseAllDocuments(yaml)
      .map(document => document.toJS())
      .filter(({ kind }) => kind === 'ClusterRole')
      .map(({ metadata, rules }) => [metadata.name, rules]),
  );
}

describe('the access that we need', () => {
  it.each([
    ['test lab', read('test/management-cluster/portal-role.yaml')],
    ['documentation', roleBlock(read('docs/cluster-api.md'))],
  ])('is exactly what the roles of the %s grant', (_, yaml) => {
    expect(rulesByRole(yaml)).toEqual(REQUIRED_ROLES);
  });
});
