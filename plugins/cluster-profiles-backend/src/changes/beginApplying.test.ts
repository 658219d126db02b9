import { beginApplying } from './beginApplying';

const options = { now: new Date('2026-01-01T00:00:00Z'), deadlineMinutes: 120 };
const due = (desired?: object) =>
  beginApplying({ plan: desired ? JSON.stringify({ desired }) : null }, options)
    .deadline_at;

describe('beginApplying', () => {
  it('gives a change the configured time', () => {
    expect(beginApplying({ plan: '{}' }, options)).toEqual({
      started_at: '2026-01-01T00:00:00.000Z',
      deadline_at: '2026-01-01T02:00:00.000Z',
    });
    expect(due()).toBe('2026-01-01T02:00:00.000Z');
    expect(due({ kubernetesPath: [] })).toBe('2026-01-01T02:00:00.000Z');
    expect(due({ kubernetesPath: ['1.33.1', '1.34.1'] })).toBe(
      '2026-01-01T02:00:00.000Z',
    );
  });

  it('gives each Kubernetes version of a chain that time', () => {
    expect(due({ kubernetesPath: ['1.32.0', '1.33.1', '1.34.1'] })).toBe(
      '2026-01-01T04:00:00.000Z',
    );
  });
});
