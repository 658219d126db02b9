import { useEffect, useState } from 'react';
import { SearchField } from '@backstage/ui';

const DELAY_MS = 300;

/** A search field whose text is told once the reader pauses. */
export function DelayedSearch(props: {
  label: string;
  placeholder: string;
  value: string;
  onChange: (text: string) => void;
  className?: string;
}) {
  const { label, placeholder, value, onChange, className } = props;
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) {
      return undefined;
    }
    const timer = setTimeout(() => onChange(text), DELAY_MS);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <SearchField
      aria-label={label}
      placeholder={placeholder}
      size="small"
      className={className}
      value={text}
      onChange={setText}
    />
  );
}
