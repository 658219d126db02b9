import type { JsonObject } from '@backstage/types';
import { explained } from './explained';

const properties = (
  of: JsonObject,
  theme: Parameters<typeof explained>[1] = 'mui',
) => explained({ type: 'object', properties: of }, theme).properties;

describe('explained', () => {
  it('tells the limits of each field beside what it is for', () => {
    expect(
      properties({
        workers: {
          type: 'integer',
          description: 'Nodes that run the workloads',
          minimum: 3,
          maximum: 50,
        },
        size: { type: 'string', enum: ['s', 'm'] },
        name: { type: 'string', pattern: '^[a-z]*$' },
      }),
    ).toEqual({
      workers: {
        type: 'integer',
        description: 'Nodes that run the workloads. At least 3, at most 50.',
        minimum: 3,
        maximum: 50,
      },
      size: { type: 'string', enum: ['s', 'm'] },
      name: {
        type: 'string',
        // It is Markdown that shows as the pattern.
        description: 'Matches ^\\[a-z\\]\\*$.',
        pattern: '^[a-z]*$',
      },
    });
  });

  it('keeps the description of a checkbox where the theme drops it', () => {
    const of = { on: { type: 'boolean', description: 'Costs memory' } };
    expect(properties(of)).toEqual(of);
    expect(properties(of, 'bui')).toEqual({
      on: { ...of.on, 'ui:help': 'Costs memory' },
    });
  });
});
