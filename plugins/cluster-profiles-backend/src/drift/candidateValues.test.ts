import type { JsonObject, JsonValue } from '@backstage/types';
import { candidatePairs, candidateValues } from './candidateValues';
import { aDifference } from './__testUtils__/findings';

const image = '/spec/template/spec/containers/web/image';
const differs = (desired: JsonValue, observed: JsonValue, path = image) =>
  aDifference({ path, desired, observed });
const plain = (found: ReturnType<typeof candidateValues>) =>
  found.map(values =>
    values.map(({ path, value }) => `${path}=${JSON.stringify(value)}`).join(),
  );

describe('candidateValues', () => {
  const find = (
    values: JsonObject,
    difference: ReturnType<typeof aDifference>,
  ) => plain(candidateValues(values, difference));

  it('are those that are what is desired, those of the same name first', () => {
    expect(
      find(
        { port: 2, controller: { replicaCount: 2 }, other: 3, list: [2] },
        aDifference(),
      ),
    ).toEqual(['/controller/replicaCount=5', '/port=5']);
    expect(find({ args: ['a'] }, differs(['a'], ['b'], '/spec/args'))).toEqual([
      '/args=["b"]',
    ]);
  });

  it('are those that it is composed of', () => {
    const values = { image: { repository: 'lab.test/web', tag: '1.0.0' } };
    expect(
      find(values, differs('lab.test/web:1.0.0', 'lab.test/web:1.0.1')),
    ).toEqual(['/image/tag="1.0.1"']);
    expect(
      find(values, differs('lab.test/web:1.0.0', 'mirror/web:1.0.0')),
    ).toEqual(['/image/repository="mirror/web"']);
    expect(find({ port: 80 }, differs(':80', ':8080', '/spec/args'))).toEqual([
      '/port=8080',
    ]);
  });

  it('are empty ones, in whose place the chart puts its own', () => {
    expect(
      find({ image: { tag: '' } }, differs('lab/web:1.0.0', 'lab/web:1.0.1')),
    ).toEqual(['/image/tag="1.0.1"', '/image/tag="lab/web:1.0.1"']);
  });

  it('are no more than can be rendered', () => {
    const values = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`n${index}`, 2]),
    );
    expect(find({ ...values, replicas: 2 }, aDifference())).toHaveLength(24);
    expect(find({ ...values, replicas: 2 }, aDifference())[0]).toBe(
      '/replicas=5',
    );
  });
});

describe('candidatePairs', () => {
  const find = (values: JsonObject, desired: string, observed: string) =>
    plain(candidatePairs(values, differs(desired, observed)));
  const values = { image: { repository: 'lab.test/web', tag: '1.0.0' } };

  it('are two values that have both changed', () => {
    expect(find(values, 'lab.test/web:1.0.0', 'lab.test:5000/own:2')).toEqual([
      '/image/repository="lab.test:5000/own",/image/tag="2"',
    ]);
  });

  it('are none where one is as it was, or what is between them is not', () => {
    expect(find(values, 'lab.test/web:1.0.0', 'lab.test/web:2')).toEqual([]);
    expect(find(values, 'lab.test/web:1.0.0', 'own@2')).toEqual([]);
  });
});
