import { Text } from '@backstage/ui';
import { TextDifferenceView } from '../TextDifference/TextDifferenceView';
import type { Opened } from '../TextDifference/useOpened';
import { ValueDifferences } from '../ValueDifferences/ValueDifferences';
import { visibleText } from '../VisibleText/visibleText';
import { factTitle } from './factTitle';
import { LayerPin } from './LayerPin';
import type { LayerText } from './layerTexts';
import styles from './LayerDifferences.module.css';

/** What differs within one layer: source and dependencies one by one, values side by side, what its bytes are last. */
export function LayerValues(props: {
  id: string;
  text: LayerText;
  opened: Opened;
}) {
  const { id, opened } = props;
  const { layer, facts, pin, values } = props.text;
  return (
    <section
      id={id}
      tabIndex={-1}
      aria-labelledby={`${id}-title`}
      className={styles.values}
    >
      <Text as="h5" variant="body-medium" weight="bold" id={`${id}-title`}>
        {visibleText(layer.name)}
      </Text>
      {facts.length > 0 && (
        <ValueDifferences
          label={`Source of ${layer.name}`}
          differences={facts}
          title={factTitle}
          compact
        />
      )}
      {values && (
        <TextDifferenceView
          pair={values}
          opened={opened.has(values.id)}
          onOpen={() => opened.open(values.id)}
        />
      )}
      {pin.length > 0 && (
        <LayerPin name={visibleText(layer.name)} facts={pin} />
      )}
    </section>
  );
}
