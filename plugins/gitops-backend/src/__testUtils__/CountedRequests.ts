import type { ServiceFactory } from '@backstage/backend-plugin-api';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';

/** What a backend counts where the platform looks for numbers. */
export class CountedRequests {
  readonly #counts = new Map<string, number>();

  get factory(): ServiceFactory {
    return metricsServiceMock.mock({
      createCounter: name => ({
        add: (value, attributes) => {
          const key = [name, ...Object.values(attributes ?? {})].join(' ');
          this.#counts.set(key, (this.#counts.get(key) ?? 0) + value);
        },
      }),
      createObservableGauge: () => ({
        addCallback: () => {},
        removeCallback: () => {},
      }),
    }).factory;
  }

  /** How often something was counted, such as `gitops.webhooks.requests github stored`. */
  of(what: string): number {
    return this.#counts.get(what) ?? 0;
  }
}
