import { act, renderHook } from '@testing-library/react';
import {
  signalKey,
  type SubjectEvent,
  type SubjectSignal,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { useSubjectSignal } from './useSubjectSignal';

let lastSignal: SubjectSignal | null = null;
jest.mock('@backstage/plugin-signals-react', () => ({
  useSignal: () => ({ lastSignal }),
}));

function listen(name?: string) {
  const onSignal = jest.fn();
  const { rerender, unmount } = renderHook(() =>
    useSubjectSignal({ subject: 'change', name }, onSignal),
  );
  const signal = ({ subject, name: about }: SubjectEvent) => {
    lastSignal = { subject, key: signalKey(about) };
    rerender();
  };
  return { onSignal, signal, unmount };
}

describe('useSubjectSignal', () => {
  beforeEach(() => {
    lastSignal = null;
    jest.useFakeTimers();
  });
  afterEach(() => jest.useRealTimers());

  it('calls back for its subject only', () => {
    const { onSignal, signal } = listen('a');
    signal({ subject: 'cluster', name: 'a' });
    signal({ subject: 'change', name: 'b' });
    expect(onSignal).not.toHaveBeenCalled();
    signal({ subject: 'change', name: 'a' });
    expect(onSignal).toHaveBeenCalledTimes(1);
  });

  it('answers the first at once and many that follow together', () => {
    const { onSignal, signal } = listen();
    for (let index = 0; index < 50; index++) {
      signal({ subject: 'change', name: `${index}` });
    }
    expect(onSignal).toHaveBeenCalledTimes(1);
    act(() => jest.advanceTimersByTime(2_000));
    expect(onSignal).toHaveBeenCalledTimes(2);
    act(() => jest.advanceTimersByTime(10_000));
    expect(onSignal).toHaveBeenCalledTimes(2);
    signal({ subject: 'change', name: 'late' });
    expect(onSignal).toHaveBeenCalledTimes(3);
  });

  it('is silent once it is gone', () => {
    const { onSignal, signal, unmount } = listen();
    signal({ subject: 'change', name: 'a' });
    signal({ subject: 'change', name: 'b' });
    unmount();
    act(() => jest.advanceTimersByTime(10_000));
    expect(onSignal).toHaveBeenCalledTimes(1);
  });
});
