import { TestApiProvider } from '@backstage/frontend-test-utils';
import { act, renderHook } from '@testing-library/react';
import { gitopsApiRef } from '../api/gitopsApiRef';
import { gitopsApiMock } from '../__testUtils__/gitopsApiMock';
import { ENTITY_REF, samplePipeline } from '../__testUtils__/samples';
import { usePipeline } from './usePipeline';

describe('usePipeline', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('asks again without signals, until it is gone', async () => {
    const pipeline = jest
      .fn()
      .mockResolvedValueOnce(samplePipeline({ title: 'Before' }))
      .mockResolvedValue(samplePipeline({ title: 'After' }));
    const { result, unmount } = renderHook(() => usePipeline(ENTITY_REF), {
      wrapper: ({ children }) => (
        <TestApiProvider apis={[[gitopsApiRef, gitopsApiMock({ pipeline })]]}>
          {children}
        </TestApiProvider>
      ),
    });
    expect(result.current.state.status).toBe('loading');

    await act(async () => {});
    expect(result.current.state).toMatchObject({ value: { title: 'Before' } });

    await act(() => jest.advanceTimersByTimeAsync(15_000));
    expect(result.current.state).toMatchObject({ value: { title: 'After' } });

    unmount();
    const asked = pipeline.mock.calls.length;
    await jest.advanceTimersByTimeAsync(60_000);
    expect(pipeline).toHaveBeenCalledTimes(asked);
  });
});
