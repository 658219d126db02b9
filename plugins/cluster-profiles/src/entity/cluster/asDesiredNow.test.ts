import { desired } from '../../__testUtils__/fixtures';
import { asDesiredNow } from './asDesiredNow';

const now = { desired: desired({ paused: true }) };

describe('asDesiredNow', () => {
  it('is so for a revision that differs in what stays anyway', () => {
    expect(asDesiredNow({ desired: desired() }, now)).toBe(true);
  });

  it('is not so for one that desires something else', () => {
    expect(asDesiredNow({ desired: desired({ follow: 'pinned' }) }, now)).toBe(
      false,
    );
  });

  it('is not so before anything is desired', () => {
    expect(asDesiredNow({ desired: desired() }, {})).toBe(false);
  });
});
