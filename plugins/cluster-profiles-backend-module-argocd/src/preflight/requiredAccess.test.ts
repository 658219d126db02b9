import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { REQUIRED_RULES } from './requiredAccess';

const ROOT = resolve(__dirname, '../../../..');

/** The rules of the first Role in a text, as the flow-style YAML that all of them are written in says them. */
function rulesOf(path: string): string[] {
  const text = readFileSync(resolve(ROOT, path), 'utf8');
  const role = text.slice(text.indexOf('kind: Role\n'));
  return [
    ...role
      .split(/```|\n---/)[0]
      .matchAll(/(apiGroups|resources|verbs): \[(.*)\]/g),
  ].map(([, key, values]) => `${key} ${values.replaceAll("'", '')}`);
}

describe('the access that we need', () => {
  const wanted = REQUIRED_RULES.flatMap(({ apiGroups, resources, verbs }) => [
    `apiGroups ${apiGroups.join(', ')}`,
    `resources ${resources.join(', ')}`,
    `verbs ${verbs.join(', ')}`,
  ]);

  it.each([
    ['test lab', 'test/management-cluster/portal-argocd-role.yaml'],
    ['documentation', 'docs/argocd.md'],
  ])('is exactly what the role of the %s grants', (_, path) => {
    expect(rulesOf(path)).toEqual(wanted);
  });
});
