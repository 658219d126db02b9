import { requireChoice } from './requireChoice';

describe('requireChoice', () => {
  it.each([
    ['', ['Choose a target']],
    ['dev-eu1', []],
    // Whether it may be absent is for the template to say.
    [undefined, []],
  ])('says of %p %j', (value, errors) => {
    const addError = jest.fn();
    requireChoice('Choose a target')(value, { addError });
    expect(addError.mock.calls.flat()).toEqual(errors);
  });
});
