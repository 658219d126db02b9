import { useCallback, useMemo } from 'react';
import type {
  ProfileReference,
  ValueDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Text } from '@backstage/ui';
import { TextDifferenceView } from '../TextDifference/TextDifferenceView';
import { useOpened, type Opened } from '../TextDifference/useOpened';
import { ValueDifferences } from '../ValueDifferences/ValueDifferences';
import { visibleText } from '../VisibleText/visibleText';
import { flattenDifferences } from './flattenDifferences';
import { settingTexts } from './settingTexts';
import { documentTitle, settingTitle } from './settingTitle';
import { useParameterTitles } from './useParameterTitles';
import styles from './SettingDifferences.module.css';

/** Settings of a cluster before and after, in words. `profiles` are those whose schemas give titles to parameters. */
export function SettingDifferences(props: {
  differences: readonly ValueDifference[];
  profiles: readonly ProfileReference[];
  opened?: Opened;
}) {
  const concerned = new Set(
    flattenDifferences(props.differences).map(
      ({ path }) => /^\/parameters\/([^/]+)\//.exec(path)?.[1],
    ),
  );
  // The first is enough: names are titles, too, and each schema costs a request.
  const titles = useParameterTitles(
    props.profiles.filter(({ name }) => concerned.has(name)).slice(0, 1),
  );
  const title = useCallback(
    (path: string) => settingTitle(path, titles),
    [titles],
  );
  return (
    <Differences
      differences={props.differences}
      title={title}
      opened={props.opened}
    />
  );
}

/** What differs in a profile document beside its layers, in words. */
export function DocumentDifferences(props: {
  differences: readonly ValueDifference[];
  opened?: Opened;
}) {
  return (
    <Differences
      differences={props.differences}
      title={documentTitle}
      opened={props.opened}
    />
  );
}

function Differences(props: {
  differences: readonly ValueDifference[];
  title: (path: string) => string;
  opened?: Opened;
}) {
  const own = useOpened('');
  const { differences, title, opened = own } = props;
  const { short, long } = useMemo(
    () => settingTexts(differences, title),
    [differences, title],
  );
  return (
    <div className={styles.root}>
      {short.length > 0 && (
        <ValueDifferences label="Settings" differences={short} title={title} />
      )}
      {long.map(pair => (
        <section key={pair.id} aria-label={pair.title} className={styles.text}>
          <Text as="h5" variant="body-medium" weight="bold">
            {visibleText(pair.title)}
          </Text>
          <TextDifferenceView
            pair={pair}
            opened={opened.has(pair.id)}
            onOpen={() => opened.open(pair.id)}
          />
        </section>
      ))}
    </div>
  );
}
