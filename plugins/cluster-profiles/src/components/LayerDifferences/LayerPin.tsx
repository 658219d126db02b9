import type { ValueDifference } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Digest, isDigest } from '../Digest/Digest';
import { valueText } from '../ValueDifferences/ValueDifferences';
import { factTitle } from './factTitle';
import styles from './LayerDifferences.module.css';

/** Where the bytes of a layer come from and what they are, in one quiet line. */
export function LayerPin(props: {
  name: string;
  facts: readonly ValueDifference[];
}) {
  return (
    <p className={styles.pin}>
      {props.facts.map(({ path, before, after }) => {
        const sides = [before, after].filter(side => side !== undefined);
        return (
          <span key={path}>
            {factTitle(path)}{' '}
            {sides.map((side, index) => (
              <span key={index}>
                {index > 0 && ' → '}
                {isDigest(side) ? (
                  <Digest
                    value={side}
                    label={`${factTitle(path)} of ${props.name}${index < sides.length - 1 ? ' before' : ''}`}
                  />
                ) : (
                  <code>{valueText(side)}</code>
                )}
              </span>
            ))}
          </span>
        );
      })}
    </p>
  );
}
