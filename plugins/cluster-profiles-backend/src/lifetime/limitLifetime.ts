import type {
  Finding,
  LifetimeLimits,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { PolicyConfig } from '../config/ClusterProfilesConfig';
import type { PolicySubject } from '../policies/evaluatePolicies';
import { matchesPolicy } from '../policies/matchPolicy';
import { daysAfter } from './days';

/** What the policies that match say about the lifetime: the shortest of each. Pure. */
export function lifetimeOf(
  subject: PolicySubject,
  policies: readonly PolicyConfig[],
): LifetimeLimits {
  const limits = policies
    .filter(({ match }) => matchesPolicy(match, subject))
    .flatMap(({ lifetime }) => lifetime ?? []);
  const shortest = (field: keyof LifetimeLimits) => {
    const days = limits.flatMap(limit => limit[field] ?? []);
    return days.length > 0 ? Math.min(...days) : undefined;
  };
  const maximumDays = shortest('maximumDays');
  const defaultDays = shortest('defaultDays') ?? maximumDays;
  return {
    ...(defaultDays !== undefined && {
      defaultDays: Math.min(defaultDays, maximumDays ?? defaultDays),
    }),
    ...(maximumDays !== undefined && { maximumDays }),
  };
}

/** What speaks against the last day that is asked for. Pure. */
export function lifetimeFindings(
  endsOn: string | undefined,
  options: { limits: LifetimeLimits; today: string },
): Finding[] {
  const { limits, today } = options;
  if (endsOn !== undefined && endsOn < today) {
    return [
      {
        severity: 'block',
        code: 'lifetime-over',
        message: `${endsOn} is over.`,
        path: '/endsOn',
        remedy: 'Name a day that is still to come.',
      },
    ];
  }
  const { maximumDays } = limits;
  const last =
    maximumDays === undefined ? undefined : daysAfter(today, maximumDays);
  return last !== undefined && (endsOn === undefined || endsOn > last)
    ? [
        {
          severity: 'block',
          code: 'lifetime-too-long',
          message: `The policies let this cluster live for at most ${maximumDays} days from now, until ${last}; asked for is ${endsOn ?? 'no end'}.`,
          path: '/endsOn',
          remedy: 'Name an earlier day; it can be moved again before it comes.',
        },
      ]
    : [];
}
