import { choiceErrors } from './choiceErrors';

describe('choiceErrors', () => {
  it('says what is missing once, and keeps the rest', () => {
    expect(
      choiceErrors(
        [
          "must have required property 'name'",
          "must have required property 'version'",
          'Is full',
        ],
        'Choose a target',
      ),
    ).toEqual(['Choose a target', 'Is full']);
    expect(choiceErrors(undefined, 'Choose a target')).toEqual([]);
  });
});
