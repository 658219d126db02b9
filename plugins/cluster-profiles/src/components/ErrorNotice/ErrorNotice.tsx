import { Alert, Button } from '@backstage/ui';
import { readableText } from '../VisibleText/readableText';

const TITLES: Record<string, string> = {
  NotAllowedError: 'You may not see this',
  AuthenticationError: 'You are not signed in',
  NotFoundError: 'Not found',
};

// What browsers say of a request that never got an answer.
const NO_ANSWER =
  /^(Failed to fetch|Load failed|fetch failed|NetworkError when attempting)/;

/** Name and message as the backend gave them, also out of a response error; in words where there was no answer. */
export function describeError(error: Error): { name: string; message: string } {
  const { body } = error as {
    body?: { error?: { name?: string; message?: string } };
  };
  return {
    name: body?.error?.name ?? error.name,
    message: NO_ANSWER.test(error.message)
      ? 'The portal does not answer; check the connection and try again.'
      : (body?.error?.message ?? error.message),
  };
}

/** What went wrong, in words, and a way on. */
export function ErrorNotice(props: {
  error: Error;
  title?: string;
  /** What could not be loaded, such as `The clusters`. */
  what?: string;
  onRetry?: () => void;
}) {
  const { name, message } = describeError(props.error);
  const known = TITLES[name];
  const failed = props.what
    ? `${props.what} could not be loaded`
    : 'This did not work';
  return (
    <Alert
      role="alert"
      status={known ? 'warning' : 'danger'}
      icon
      title={props.title ?? known ?? failed}
      description={readableText(message)}
      customActions={
        props.onRetry && !known ? (
          <Button size="small" variant="secondary" onPress={props.onRetry}>
            Try again
          </Button>
        ) : undefined
      }
    />
  );
}
