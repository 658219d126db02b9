import { askSomebody } from './askSomebody';

describe('askSomebody', () => {
  it.each([
    ['You may not use it', 'platform', 'You may not use it. Ask platform.'],
    [
      'You may not use it; ask group:default/platform',
      'platform',
      'You may not use it; ask platform.',
    ],
    ['It is full.', '', 'It is full.'],
  ])('%p', (reason, whom, expected) => {
    expect(askSomebody(reason, whom)).toBe(expected);
  });
});
