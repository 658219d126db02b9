import type {
  ProfileReference,
  ValueDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { ValueDifferences } from '../ValueDifferences/ValueDifferences';
import { flattenDifferences } from './flattenDifferences';
import { documentTitle, settingTitle } from './settingTitle';
import { useParameterTitles } from './useParameterTitles';

/** Settings of a cluster before and after, in words. `profiles` are those whose schemas give titles to parameters. */
export function SettingDifferences(props: {
  differences: readonly ValueDifference[];
  profiles: readonly ProfileReference[];
}) {
  const { profiles } = props;
  const differences = flattenDifferences(props.differences);
  const titles = useParameterTitles(
    profiles.filter(({ name }) =>
      differences.some(({ path }) => path.startsWith(`/parameters/${name}/`)),
    ),
  );
  return (
    <ValueDifferences
      label="Settings"
      differences={differences}
      title={path => settingTitle(path, titles)}
    />
  );
}

/** What differs in a profile document beside its layers, in words. */
export function DocumentDifferences(props: {
  differences: readonly ValueDifference[];
}) {
  return (
    <ValueDifferences
      label="Settings"
      differences={flattenDifferences(props.differences)}
      title={documentTitle}
    />
  );
}
