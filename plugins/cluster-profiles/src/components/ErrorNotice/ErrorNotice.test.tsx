import { render, screen } from '@testing-library/react';
import { NotAllowedError } from '@backstage/errors';
import { ErrorNotice } from './ErrorNotice';

describe('ErrorNotice', () => {
  it.each([
    'Failed to fetch',
    'Load failed',
    'NetworkError when attempting to fetch resource.',
  ])('says what "%s" means, and what could not be loaded', message => {
    render(
      <ErrorNotice
        error={new TypeError(message)}
        what="The clusters"
        onRetry={() => {}}
      />,
    );
    expect(screen.getByRole('alert')).toHaveTextContent(
      /^The clusters could not be loaded.*The portal does not answer; check the connection and try again\./,
    );
    expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
  });

  it('leaves what the backend says as it is', () => {
    render(
      <ErrorNotice error={new NotAllowedError('Ask platform')} what="Layers" />,
    );
    expect(screen.getByRole('alert')).toHaveTextContent(
      /You may not see this.*Ask platform/,
    );
  });
});
