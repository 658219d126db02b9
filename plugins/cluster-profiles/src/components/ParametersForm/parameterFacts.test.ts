import { parameterFacts } from './parameterFacts';

describe('parameterFacts', () => {
  it('says what a schema allows', () => {
    expect(
      parameterFacts({
        type: 'object',
        required: ['size'],
        properties: {
          size: { enum: ['s', 'm'], title: 'Size', description: 'How big' },
          name: { type: ['string', 'null'], maxLength: 8, pattern: '^a' },
          on: { type: 'boolean', default: false },
        },
      }),
    ).toEqual([
      {
        name: 'size',
        title: 'Size',
        description: 'How big',
        required: true,
        type: 'any',
        default: '',
        limits: 'one of s, m',
      },
      {
        name: 'name',
        title: 'name',
        required: false,
        type: 'string or null',
        default: '',
        limits: 'at most 8 characters, matches ^a',
      },
      {
        name: 'on',
        title: 'on',
        required: false,
        type: 'boolean',
        default: 'false',
        limits: '',
      },
    ]);
  });
});
