import { metrics, type ObservableResult } from '@opentelemetry/api';
import { GithubWorld } from './__testUtils__/GithubWorld';
import { showHeadroom } from './showHeadroom';

describe('showHeadroom', () => {
  let world: GithubWorld;

  beforeEach(async () => {
    world = await GithubWorld.create();
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await world.remove();
  });

  /** What a reader of metrics sees of the gauges that are there, each time it looks. */
  function readMetrics() {
    const callbacks: Array<(result: ObservableResult) => void> = [];
    const meter = metrics.getMeter('gitops');
    jest.spyOn(metrics, 'getMeter').mockReturnValue({
      ...meter,
      createObservableGauge: name => ({
        addCallback: callback => {
          callbacks.push(result =>
            callback({
              observe: (value, attributes) =>
                result.observe(value, { name, ...attributes }),
            }),
          );
        },
        removeCallback: () => {},
      }),
    });
    return () => {
      const seen: object[] = [];
      const observe: ObservableResult['observe'] = (value, attributes) =>
        seen.push({ value, ...attributes });
      for (const callback of callbacks) callback({ observe });
      return seen;
    };
  }

  it('shows what is left of each budget, as GitHub last said', async () => {
    const { host, repository } = world;
    const read = readMetrics();
    showHeadroom(new Map([['https://github.com', host]]));
    expect(read()).toEqual([]);

    const gauge = {
      name: 'gitops.host.requests.remaining',
      host: 'https://github.com',
      owner: 'acme',
    };
    await host.listMergeGroups(repository, 'main');
    expect(read()).toEqual([{ ...gauge, resource: 'core', value: 5_000 }]);
    await host.listMergeGroups(repository, 'other');
    await host.readPullRequests(repository, [1]);
    expect(read()).toEqual([
      { ...gauge, resource: 'core', value: 4_999 },
      { ...gauge, resource: 'graphql', value: 5_000 },
    ]);
  });
});
