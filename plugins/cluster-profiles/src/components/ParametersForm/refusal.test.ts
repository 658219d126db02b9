import { parametersSchema } from '../../__testUtils__/fixtures/profiles';
import { parameterErrors } from './parameterValues';

const of = (values: Parameters<typeof parameterErrors>[1]) =>
  parameterErrors(parametersSchema, values);

describe('parameterErrors', () => {
  it('says in words why a value is refused, by the title of its field', () => {
    expect(of({ workers: 60 })).toEqual(['Worker nodes must be at most 50']);
    expect(of({ workers: 2 })).toEqual(['Worker nodes must be at least 3']);
    expect(of({})).toEqual(['Worker nodes is needed; enter a value']);
    expect(of({ workers: 'many' })).toEqual([
      'Worker nodes must be of type integer',
    ]);
    expect(of({ workers: 3 })).toEqual([]);
  });
});
