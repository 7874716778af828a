import { TestApiProvider } from '@backstage/frontend-test-utils';
import { act, renderHook } from '@testing-library/react';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { PipelineScopeProvider } from '../../hooks/PipelineScope';
import { gitopsApiMock } from '../../__testUtils__/gitopsApiMock';
import {
  ENTITY_REF,
  sampleClusterState,
  sampleDriftReport,
  sampleEnvironment,
} from '../../__testUtils__/samples';
import { useDrift } from './useDrift';

const BEFORE = sampleDriftReport();
const AFTER = sampleDriftReport({
  state: sampleClusterState({ sync: 'Synced', drifted: 0 }),
  objects: [],
});
const SYNC = { action: 'sync', reason: 'Deploy at once' } as const;

async function renderDrift(drift: jest.Mock) {
  const api = gitopsApiMock({ drift });
  const scope = { revision: 1 };
  const rendered = renderHook(
    () => useDrift(sampleEnvironment({ cluster: sampleClusterState() })),
    {
      wrapper: ({ children }) => (
        <TestApiProvider apis={[[gitopsApiRef, api]]}>
          <PipelineScopeProvider
            value={{ entityRef: ENTITY_REF, refresh: async () => {}, ...scope }}
          >
            {children}
          </PipelineScopeProvider>
        </TestApiProvider>
      ),
    },
  );
  await act(async () => {});
  return { api, scope, ...rendered };
}

describe('useDrift', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('looks closely after an action, until the state changed', async () => {
    const drift = jest
      .fn()
      .mockResolvedValueOnce(BEFORE)
      .mockResolvedValueOnce(BEFORE)
      .mockResolvedValue(AFTER);
    const { result, api } = await renderDrift(drift);
    await act(() => result.current.ask(SYNC, BEFORE));
    expect(api.reconcile).toHaveBeenCalledWith(
      { entityRef: ENTITY_REF, environment: 'production' },
      SYNC,
    );
    expect(result.current.awaited).toBe('sync');

    await act(() => jest.advanceTimersByTimeAsync(1_000));
    expect(result.current.awaited).toBe('sync');
    await act(() => jest.advanceTimersByTimeAsync(1_000));
    expect(result.current.load.state).toMatchObject({ value: AFTER });
    expect(result.current.awaited).toBeUndefined();

    await act(() => jest.advanceTimersByTimeAsync(60_000));
    expect(drift).toHaveBeenCalledTimes(3);
  });

  it('gives up looking closely where nothing changes', async () => {
    const drift = jest.fn().mockResolvedValue(BEFORE);
    const { result } = await renderDrift(drift);
    await act(() => result.current.ask(SYNC, BEFORE));
    await act(() => jest.advanceTimersByTimeAsync(14_000));
    expect(result.current.awaited).toBe('sync');

    await act(() => jest.advanceTimersByTimeAsync(1_000));
    expect(result.current.awaited).toBeUndefined();
    const asked = drift.mock.calls.length;
    await act(() => jest.advanceTimersByTimeAsync(60_000));
    expect(drift).toHaveBeenCalledTimes(asked);
  });

  it('asks no slow server again before it answered', async () => {
    const drift = jest
      .fn()
      .mockResolvedValueOnce(BEFORE)
      .mockReturnValue(new Promise(() => {}));
    const { result } = await renderDrift(drift);
    await act(() => result.current.ask(SYNC, BEFORE));
    await act(() => jest.advanceTimersByTimeAsync(10_000));
    expect(drift).toHaveBeenCalledTimes(2);
  });

  it('awaits nothing that was refused', async () => {
    const drift = jest.fn().mockResolvedValue(BEFORE);
    const { result, api } = await renderDrift(drift);
    api.reconcile.mockRejectedValueOnce(new Error('Not allowed.'));
    await expect(result.current.ask(SYNC, BEFORE)).rejects.toThrow(
      'Not allowed.',
    );
    expect(result.current.awaited).toBeUndefined();
  });

  it("asks again with the pipeline's revision", async () => {
    const drift = jest
      .fn()
      .mockResolvedValueOnce(BEFORE)
      .mockResolvedValue(AFTER);
    const { result, scope, rerender } = await renderDrift(drift);
    rerender();
    await act(async () => {});
    expect(drift).toHaveBeenCalledTimes(1);

    scope.revision = 2;
    rerender();
    await act(async () => {});
    expect(result.current.load.state).toMatchObject({ value: AFTER });
  });
});
