import { approvals } from '../../__testUtils__/fixtures';
import { outlookWords, requirementWords } from './approvalOutlook';

describe('outlookWords', () => {
  it('tells each stage, and why an approval is needed', () => {
    expect(outlookWords(approvals())).toEqual([
      { where: 'development and staging', needed: false, what: 'no approval' },
      {
        where: 'production',
        needed: true,
        what: '1 approval from platform, because changes of production clusters need the platform team',
      },
    ]);
  });

  it('leaves out what does not concern a target or an owner', () => {
    const of = (only: Parameters<typeof outlookWords>[1]) =>
      outlookWords(approvals(), only).map(({ where }) => where);
    expect(of({ target: 'prod-eu1' })).toEqual(['production']);
    expect(of({ owner: 'group:default/search' })).toEqual([]);
  });

  it('names targets, or owners, where the stage alone does not tell', () => {
    const [, production] = approvals();
    const words = outlookWords([
      { ...production, targets: ['prod-eu1'] },
      { ...production, targets: ['prod-us1'], requirements: [] },
    ]);
    expect(words.map(({ where }) => where)).toEqual([
      'production (prod-eu1)',
      'production (prod-us1)',
    ]);
    expect(
      outlookWords([
        production,
        { ...production, owners: ['group:default/search'], requirements: [] },
      ])[1].where,
    ).toBe('production, for search');
  });
});

describe('requirementWords', () => {
  it('joins several, and keeps capitals of abbreviations', () => {
    expect(
      requirementWords([
        {
          group: 'group:default/security',
          count: 2,
          policies: ['gpu'],
          reason: 'GPUs are dear.',
        },
        {
          group: 'group:default/platform',
          count: 1,
          policies: ['gpu'],
          reason: '',
        },
      ]),
    ).toBe(
      '2 approvals from security, because GPUs are dear; and 1 approval from platform',
    );
  });
});
