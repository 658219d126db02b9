import { approvalsText } from './approvalsText';

describe('approvalsText', () => {
  it('says how many of whom', () => {
    expect(
      approvalsText([
        { group: 'group:default/platform', count: 1 },
        { group: 'group:team-a/security', count: 2 },
      ]),
    ).toBe('1 approval from platform and 2 approvals from team-a/security');
  });
});
