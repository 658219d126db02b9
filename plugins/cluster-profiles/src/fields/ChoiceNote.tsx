import { Alert } from '@backstage/ui';
import { visibleText } from '../components/VisibleText/visibleText';

/** Says why a choice that came with the form was replaced or taken away. */
export function ChoiceNote({ note }: { note?: string }) {
  return note ? (
    <Alert
      role="status"
      status="warning"
      icon
      title="The choice that came with the form does not stand"
      description={visibleText(note)}
    />
  ) : null;
}
