import { offeredValues } from './offeredValues';

describe('offeredValues', () => {
  it('offers members of objects each on their own, and lists as one', () => {
    expect(
      offeredValues({
        values: { a: { 'b/c': 1, empty: {} }, list: [{ d: 2 }], no: null },
      }),
    ).toEqual([
      { path: '/a/b~1c', value: 1 },
      { path: '/a/empty', value: {} },
      { path: '/list', value: [{ d: 2 }] },
      { path: '/no', value: null },
    ]);
  });

  it('tells what the profile says, and which parameter it follows', () => {
    expect(
      offeredValues({
        values: { replicas: 5, image: 'eu/nginx', level: 'debug', size: 1 },
        written: {
          replicas: '${{ parameters.replicas }}',
          image: '${{ target.region }}/nginx',
          level: 'info',
          size: '${{ parameters.deep.size }}',
        },
        parameters: { properties: { replicas: { type: 'integer' } } },
      }),
    ).toEqual([
      {
        path: '/replicas',
        value: 5,
        written: '${{ parameters.replicas }}',
        parameter: { name: 'replicas', schema: { type: 'integer' } },
      },
      {
        path: '/image',
        value: 'eu/nginx',
        written: '${{ target.region }}/nginx',
      },
      { path: '/level', value: 'debug', written: 'info' },
      { path: '/size', value: 1, written: '${{ parameters.deep.size }}' },
    ]);
  });
});
