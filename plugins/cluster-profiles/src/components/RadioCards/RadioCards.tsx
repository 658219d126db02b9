import { useId, useMemo, useState, type ReactNode } from 'react';
import { SearchField } from '@backstage/ui';
import styles from './RadioCards.module.css';

/** More cards than these are searched rather than read. */
const SEARCH_ABOVE = 6;

export interface RadioCard {
  value: string;
  title: string;
  /** A word or two beside the title, such as the lifecycle. */
  badge?: ReactNode;
  description?: ReactNode;
  /** What there is to know beside the description. */
  facts?: ReactNode;
  /** Why it cannot be chosen, and whom to ask. */
  reason?: string;
  disabled?: boolean;
  /** What choosing it means. */
  consequences?: ReactNode;
  /** What may be long, at the lower end of the card. */
  content?: ReactNode;
  /** Words beside the title by which it is found. */
  keywords?: string;
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
  /** What a search looks at, such as `name or region`. */
  searchedBy?: string;
}) {
  const { label, description, cards, value, errors = [] } = props;
  const id = useId();
  const [search, setSearch] = useState('');
  const shown = useMemo(
    () => matching(cards, { search, value }),
    [cards, search, value],
  );
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
      {cards.length > SEARCH_ABOVE && (
        <div className={styles.search}>
          <SearchField
            aria-label={`Search in ${label}`}
            placeholder={`Search by ${props.searchedBy ?? 'name, purpose or layer'}`}
            value={search}
            onChange={setSearch}
            // Enter would send the form that this stands in.
            onKeyDown={event => event.key === 'Enter' && event.preventDefault()}
          />
          <span className={styles.note} role="status">
            {search.trim() && `${shown.length} of ${cards.length} shown`}
          </span>
        </div>
      )}
      <div className={styles.cards}>
        {shown.map(card => (
          <Card
            key={card.value}
            card={card}
            group={id}
            selected={card.value === value}
            disabled={card.disabled || props.disabled}
            onChange={props.onChange}
          />
        ))}
      </div>
      {shown.length === 0 && (
        <p className={styles.note}>Nothing matches. Search for less.</p>
      )}
    </fieldset>
  );
}

function Card(props: {
  card: RadioCard;
  group: string;
  selected: boolean;
  disabled?: boolean;
  onChange: (value: string) => void;
}) {
  const { card, group, selected, disabled } = props;
  const details = `${group}-${card.value}`;
  return (
    <label
      className={styles.card}
      data-selected={selected}
      data-disabled={card.disabled}
    >
      <span className={styles.head}>
        <input
          type="radio"
          name={group}
          value={card.value}
          checked={selected}
          disabled={disabled}
          aria-describedby={`${details} ${details}-consequences`}
          aria-label={card.title}
          onChange={() => props.onChange(card.value)}
        />
        <span className={styles.title}>{card.title}</span>
        {card.badge && <span className={styles.badge}>{card.badge}</span>}
      </span>
      <span id={details} className={styles.details}>
        {card.description && (
          <span className={styles.note}>{card.description}</span>
        )}{' '}
        {card.reason && <span className={styles.reason}>{card.reason}</span>}{' '}
        {card.facts && <span className={styles.facts}>{card.facts}</span>}
      </span>
      {card.consequences && (
        <span id={`${details}-consequences`} className={styles.consequences}>
          {card.consequences}
        </span>
      )}
      {card.content}
    </label>
  );
}

/** Cards with every word of the search; the chosen one stays in sight. */
function matching(
  cards: readonly RadioCard[],
  options: { search: string; value?: string },
): readonly RadioCard[] {
  const words = options.search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return words.length === 0
    ? cards
    : cards.filter(({ value, title, keywords = '' }) => {
        const text = `${value} ${title} ${keywords}`.toLocaleLowerCase();
        return (
          value === options.value || words.every(word => text.includes(word))
        );
      });
}
