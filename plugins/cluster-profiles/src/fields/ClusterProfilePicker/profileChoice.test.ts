import { profiles } from '../../__testUtils__/fixtures';
import { replacementOf } from './profileChoice';

const instead = { name: 'production-base', version: '1.4.0' };

describe('replacementOf', () => {
  it.each([
    [undefined, undefined],
    [{}, undefined],
    [instead, undefined],
    [{ name: 'production-base' }, { instead }],
    [
      { name: 'production-base', version: '1.3.0' },
      {
        instead,
        note: 'Production base 1.3.0 is deprecated (The ingress has a known weakness) and cannot be requested any more. The newest version, 1.4.0, is chosen instead.',
      },
    ],
    [
      { name: 'production-base', version: '0.9.0' },
      {
        instead,
        note: 'Production base 0.9.0 does not exist. The newest version, 1.4.0, is chosen instead.',
      },
    ],
    [
      { name: 'ai-ml-gpu', version: '1.0.0' },
      {
        note: 'AI and ML on GPUs cannot be requested. Only members of data-science may request it. Ask platform.',
      },
    ],
    [
      { name: 'gone', version: '1.0.0' },
      {
        note: 'gone is not there any more, or you may not see it. Choose another profile.',
      },
    ],
  ])('%p becomes %p', (value, expected) => {
    expect(replacementOf(value, profiles())).toEqual(expected);
  });
});
