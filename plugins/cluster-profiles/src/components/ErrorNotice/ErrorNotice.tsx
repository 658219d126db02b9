import { Alert, Button } from '@backstage/ui';

const TITLES: Record<string, string> = {
  NotAllowedError: 'You may not see this',
  AuthenticationError: 'You are not signed in',
  NotFoundError: 'Not found',
};

/** Name and message as the backend gave them, also out of a response error. */
export function describeError(error: Error): { name: string; message: string } {
  const { body } = error as {
    body?: { error?: { name?: string; message?: string } };
  };
  return {
    name: body?.error?.name ?? error.name,
    message: body?.error?.message ?? error.message,
  };
}

/** What went wrong, in words, and a way on. */
export function ErrorNotice(props: {
  error: Error;
  title?: string;
  onRetry?: () => void;
}) {
  const { name, message } = describeError(props.error);
  const known = TITLES[name];
  return (
    <Alert
      role="alert"
      status={known ? 'warning' : 'danger'}
      icon
      title={props.title ?? known ?? 'This did not work'}
      description={message}
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
