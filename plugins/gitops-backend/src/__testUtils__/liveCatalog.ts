import {
  createServiceFactory,
  type ServiceFactory,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

/** A catalog whose entities change, as those of a real one do: they are asked for with every request. */
export function liveCatalog(entities: () => Promise<Entity[]>): ServiceFactory {
  return createServiceFactory({
    service: catalogServiceRef,
    deps: {},
    factory: () =>
      new Proxy(catalogServiceMock(), {
        get: (empty, name) => {
          const method: unknown = Reflect.get(empty, name);
          if (typeof method !== 'function') return method;
          return async (...options: unknown[]) => {
            const now = catalogServiceMock({ entities: await entities() });
            return Reflect.apply(Reflect.get(now, name), now, options);
          };
        },
      }),
  });
}
