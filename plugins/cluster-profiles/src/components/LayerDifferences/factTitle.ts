import { pointerSegments } from '../SettingDifferences/settingTitle';

const TITLES: Record<string, string> = {
  address: 'Source address',
  sha256: 'SHA-256',
  dependsOn: 'Depends on',
  profile: 'From profile',
  kind: 'Kind',
  category: 'Category',
  source: 'Source',
  constraints: 'Constraints',
  values: 'Value',
};

/** A fact of a layer in words: `/source/chart` as `Source: chart`. */
export function factTitle(pointer: string): string {
  const [first = '', ...rest] = pointerSegments(pointer);
  const title = TITLES[first] ?? first;
  return rest.length > 0 ? `${title}: ${rest.join(' › ')}` : title;
}
