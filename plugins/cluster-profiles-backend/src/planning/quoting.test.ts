import { quoting } from './quoting';

describe('quoting', () => {
  it('says the same with values and without', () => {
    expect(
      quoting(
        quote =>
          `/host moves from ${quote(undefined)} to ${quote({ name: 'canary' })}.`,
        { without: '/host moves.' },
      ),
    ).toEqual({
      message: '/host moves from nothing to {"name":"canary"}.',
      messageWithoutValues: '/host moves.',
    });
  });
});
