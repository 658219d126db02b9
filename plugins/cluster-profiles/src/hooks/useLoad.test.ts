import { act, renderHook, waitFor } from '@testing-library/react';
import { useLoad } from './useLoad';

type Props = { key: string; wait?: boolean };

function render(initialProps: Props) {
  const asked: Array<{ key: string; signal: AbortSignal }> = [];
  const { result, rerender, unmount } = renderHook(
    (props: Props) =>
      useLoad({
        ...props,
        load: async signal => {
          asked.push({ key: props.key, signal });
          return `value of ${props.key}`;
        },
      }),
    { initialProps },
  );
  return { asked, result, rerender, unmount };
}

describe('useLoad', () => {
  it('asks once for what is there from the start', async () => {
    const { asked, result } = render({ key: 'a' });
    expect(result.current.loading).toBe(true);
    await waitFor(() => expect(result.current.value).toBe('value of a'));
    expect(asked).toHaveLength(1);
  });

  it('asks again for another key, and on demand', async () => {
    const { asked, result, rerender } = render({ key: 'a' });
    await waitFor(() => expect(result.current.value).toBe('value of a'));
    rerender({ key: 'b' });
    expect(result.current.value).toBeUndefined();
    await waitFor(() => expect(result.current.value).toBe('value of b'));
    act(() => result.current.reload());
    await waitFor(() => expect(result.current.loading).toBe(false));
    expect(asked.map(({ key }) => key)).toEqual(['a', 'b', 'b']);
  });

  it('asks for nothing while it waits', async () => {
    const { asked, result, rerender } = render({ key: 'a', wait: true });
    await act(async () => {});
    expect(asked).toHaveLength(0);
    rerender({ key: 'a', wait: false });
    await waitFor(() => expect(result.current.value).toBe('value of a'));
    expect(asked).toHaveLength(1);
  });

  it('lets go of what nobody waits for any more', () => {
    const { asked, unmount } = render({ key: 'a' });
    unmount();
    expect(asked[0].signal.aborted).toBe(true);
  });
});
