import type { Standing } from './types';

/** All that went wrong in a pass, in one text; undefined when nothing did. Pure. */
export function describeTrouble({
  trouble,
  failing = new Map(),
}: Pick<Standing, 'trouble' | 'failing'>): string | undefined {
  const layers = [...failing].map(([layer, why]) => `${layer}: ${why}`);
  return [trouble, ...layers].filter(Boolean).join('; ') || undefined;
}
