import { upgradeCandidates, type VersionWithState } from './upgradeCandidates';

/** How many published versions are newer, and the newest published one if there is one. @public */
export function behindBy(options: {
  current: string;
  versions: readonly VersionWithState[];
}): { behind: number; latest?: string } {
  const [latest] = upgradeCandidates({ versions: options.versions });
  return {
    behind: upgradeCandidates(options).length,
    ...(latest === undefined ? {} : { latest }),
  };
}
