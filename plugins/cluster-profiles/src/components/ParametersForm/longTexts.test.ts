import { longTexts, withTextareas } from './longTexts';

const schema = {
  type: 'object',
  properties: {
    name: { type: 'string', maxLength: 63 },
    note: { type: 'string', maxLength: 2000 },
    motd: { type: 'string', default: 'Hello\nthere' },
    config: { type: 'string', contentMediaType: 'application/yaml' },
    size: { type: 'string', enum: ['s', 'm'], maxLength: 300 },
    hooks: {
      type: 'object',
      properties: { prepare: { type: ['string', 'null'] } },
    },
  },
};

describe('longTexts', () => {
  it('are those that have lines now or by default, and those that may be long', () => {
    expect(longTexts(schema, {})).toEqual(['note', 'motd', 'config']);
    expect(
      longTexts(schema, { name: 'a\nb', hooks: { prepare: 'a\nb' } }),
    ).toEqual(['name', 'note', 'motd', 'config', 'hooks/prepare']);
  });
});

describe('withTextareas', () => {
  it('draws them over several rows, and nothing else', () => {
    const { name, motd, hooks } = withTextareas(schema, [
      'motd',
      'hooks/prepare',
    ]).properties as any;
    expect(name).toEqual(schema.properties.name);
    expect(motd).toMatchObject({
      'ui:widget': 'textarea',
      'ui:options': { rows: 4 },
      default: 'Hello\nthere',
    });
    expect(hooks.properties.prepare['ui:widget']).toBe('textarea');
  });

  it('keeps the widget that the profile names', () => {
    const named = {
      properties: { key: { type: 'string', 'ui:widget': 'password' } },
    };
    expect(withTextareas(named, ['key']).properties).toMatchObject({
      key: { 'ui:widget': 'password' },
    });
  });
});
