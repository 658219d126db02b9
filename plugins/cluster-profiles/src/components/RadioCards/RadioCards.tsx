import { useId, type ReactNode } from 'react';
import styles from './RadioCards.module.css';

export interface RadioCard {
  value: string;
  title: string;
  description?: ReactNode;
  /** What there is to know beside the description. */
  facts?: string;
  /** Why it can not be chosen, and whom to ask. */
  reason?: string;
  disabled?: boolean;
  content?: ReactNode;
}

/** One choice out of a few that need more than a line each: a radio group, so the arrow keys move through it. */
export function RadioCards(props: {
  label: string;
  description?: string;
  cards: readonly RadioCard[];
  value?: string;
  onChange: (value: string) => void;
  isRequired?: boolean;
  errors?: readonly string[];
  disabled?: boolean;
}) {
  const { label, description, cards, value, errors = [] } = props;
  const id = useId();
  return (
    <fieldset
      className={styles.group}
      role="radiogroup"
      aria-required={props.isRequired}
      aria-describedby={`${id}-description`}
      aria-invalid={errors.length > 0 || undefined}
    >
      <legend className={styles.legend}>
        {label}
        {props.isRequired && <span className={styles.note}> Required</span>}
      </legend>
      <div id={`${id}-description`} className={styles.note}>
        {description}
        {errors.length > 0 && (
          <span className={styles.error}>{errors.join('. ')}</span>
        )}
      </div>
      <div className={styles.cards}>
        {cards.map(card => (
          <label
            key={card.value}
            className={styles.card}
            data-selected={card.value === value}
            data-disabled={card.disabled}
          >
            <input
              type="radio"
              name={id}
              value={card.value}
              checked={card.value === value}
              disabled={card.disabled || props.disabled}
              aria-describedby={`${id}-${card.value}`}
              aria-label={card.title}
              onChange={() => props.onChange(card.value)}
            />
            <span className={styles.text}>
              <span className={styles.title}>{card.title}</span>
              <span id={`${id}-${card.value}`} className={styles.details}>
                {card.description && (
                  <span className={styles.note}>{card.description}</span>
                )}
                {card.facts && (
                  <span className={styles.facts}>{card.facts}</span>
                )}
                {card.reason && (
                  <span className={styles.reason}>{card.reason}</span>
                )}
              </span>
              {card.content}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
