import { act, renderHook, waitFor } from '@testing-library/react';
import { useLoad } from './useLoad';

function createGate<T>() {
  let open: (value: T) => void = () => {};
  const promise = new Promise<T>(resolve => {
    open = resolve;
  });
  return { promise, open };
}

describe('useLoad', () => {
  it('lets no late answer replace a newer one', async () => {
    const slow = createGate<string>();
    const load = jest
      .fn<Promise<string>, []>()
      .mockReturnValueOnce(slow.promise)
      .mockResolvedValueOnce('newer');
    const { result } = renderHook(() => useLoad(load));
    await act(() => result.current.reload());
    expect(result.current.state).toMatchObject({ value: 'newer' });

    await act(async () => slow.open('older'));
    expect(result.current.state).toMatchObject({ value: 'newer' });
  });

  it('forgets what it knew of another thing', async () => {
    const never = () => new Promise<string>(() => {});
    const { result, rerender } = renderHook(({ load }) => useLoad(load), {
      initialProps: { load: async () => 'one' },
    });
    await waitFor(() =>
      expect(result.current.state).toMatchObject({ value: 'one' }),
    );
    rerender({ load: never });
    expect(result.current.state).toEqual({ status: 'loading' });
  });
});
