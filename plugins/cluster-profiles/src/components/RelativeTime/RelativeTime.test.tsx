import { render, screen } from '@testing-library/react';
import { RelativeTime } from './RelativeTime';

describe('RelativeTime', () => {
  afterEach(() => jest.useRealTimers());

  it('says of what came since it last looked at the clock that it was just now', () => {
    const at = (second: string) => `2026-03-01T12:00:${second}.000Z`;
    jest.useFakeTimers({ now: Date.parse(at('00')) });
    const { rerender } = render(<RelativeTime at={at('00')} />);
    jest.setSystemTime(Date.parse(at('12')));
    rerender(<RelativeTime at={at('10')} />);
    expect(screen.getByRole('time')).toHaveTextContent('just now');
  });
});
