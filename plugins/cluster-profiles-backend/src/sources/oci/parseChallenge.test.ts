import { parseChallenge } from './parseChallenge';

describe('parseChallenge', () => {
  it('reads what registries send', () => {
    expect(
      parseChallenge(
        'Bearer realm="https://auth.example/token",service="registry.example",scope="repository:a/b:pull"',
      ),
    ).toEqual({
      scheme: 'bearer',
      realm: 'https://auth.example/token',
      service: 'registry.example',
      scope: 'repository:a/b:pull',
    });
    expect(parseChallenge('Basic realm="charts"')).toEqual({ scheme: 'basic' });
  });

  it.each([undefined, '', 'Negotiate', 'Bearer service="x"'])(
    'knows not what to do with %p',
    header => {
      expect(parseChallenge(header)).toBeUndefined();
    },
  );
});
