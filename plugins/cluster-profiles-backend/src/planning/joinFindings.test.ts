import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import { joinFindings } from './joinFindings';

const finding = (code: string, message: string): Finding => ({
  severity: 'block',
  code,
  message,
});

describe('joinFindings', () => {
  it.each([
    ['kubernetes-skips-minor', 'provider'],
    ['kubernetes-downgrade', 'rules'],
  ])('says %s once, in the words of the %s', (code, teller) => {
    expect(
      joinFindings([finding(code, 'provider')], [finding(code, 'rules')]),
    ).toEqual([finding(code, teller)]);
  });

  it('keeps what only one of them says', () => {
    const back = finding('kubernetes-downgrade', 'Back');
    const refused = finding('refused', 'No');
    expect(joinFindings([back, refused], [])).toEqual([back, refused]);
    expect(joinFindings([refused], [back])).toEqual([refused, back]);
  });
});
