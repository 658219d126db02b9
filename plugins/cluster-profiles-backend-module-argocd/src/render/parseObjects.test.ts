import { parseObjects } from './parseObjects';

describe('parseObjects', () => {
  it('takes documents and lists apart, and leaves out what is none', async () => {
    const objects = await parseObjects(`
---
# Source: a/templates/a.yaml
apiVersion: v1
kind: ConfigMap
metadata: { name: a }
data:
  text: |
    ---ok
---
# only a comment
---
apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: Service, metadata: { name: b, namespace: other } }
---
{ "apiVersion": "batch/v1", "kind": "Job", "metadata": { "generateName": "c-" } }
`);
    expect(
      objects.map(({ kind, metadata: { name } }) => `${kind} ${name}`),
    ).toEqual(['ConfigMap a', 'Service b', 'Job c-']);
    expect(objects[0].data).toEqual({ text: '---ok\n' });
  });

  it('keeps nothing of what Secrets hold, but whether it is the same', async () => {
    const secret = (password: string) =>
      `{ apiVersion: v1, kind: Secret, metadata: { name: s }, type: Opaque, stringData: { password: ${password} } }`;
    const [one] = await parseObjects(secret('hunter2'));
    const [same] = await parseObjects(secret('hunter2'));
    const [other] = await parseObjects(secret('hunter3'));
    expect(JSON.stringify(one)).not.toContain('hunter2');
    expect(one).toEqual(same);
    expect(one).not.toEqual(other);
    expect(one.type).toBe('Opaque');
  });

  it('refuses what is no YAML', async () => {
    await expect(parseObjects('a: [')).rejects.toMatchObject({
      name: 'ProviderRefusedError',
      message: expect.stringContaining('it renders what is no YAML'),
    });
  });

  it.each([
    ['an alias that leads nowhere', 'host: *.example.com'],
    [
      'aliases that multiply',
      `a: &a [x, x]\nb: &b [${Array(20).fill('*a').join()}]\nc: [${Array(20).fill('*b').join()}]`,
    ],
    ['what is nested without end', '['.repeat(20_000)],
  ])('refuses %s, and names the file', async (_, text) => {
    await expect(
      parseObjects(`---\n# Source: ./policies/hosts.yaml\na: 1\n---\n${text}`),
    ).rejects.toMatchObject({
      name: 'ProviderRefusedError',
      message: expect.stringMatching(
        /^it renders what is no YAML \(\.\/policies\/hosts\.yaml\): \S/,
      ),
    });
  });

  it('refuses what is too much', async () => {
    const one = '{ apiVersion: v1, kind: A, metadata: { name: a } }';
    const many = `{ apiVersion: v1, kind: List, items: [${Array(5_001).fill(one).join(',')}] }`;
    await expect(parseObjects(many)).rejects.toMatchObject({
      message: 'it renders more than 5000 objects',
    });
  });
});
