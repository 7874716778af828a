import type { Entity } from '@backstage/catalog-model';
import { component } from './people';
import { deployFiles, HOST_URL, pipelineFile } from './seed';

/** Names of that many services. */
export function serviceNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `service-${index}`);
}

/** One repository that has everything of many services: what is deployed of them, and the files that declare it. */
export function monorepoFiles(
  services: string[],
  repository: string,
): Record<string, string> {
  return Object.fromEntries(
    services.flatMap(service => [
      ...deployFiles(service, 'plain'),
      [
        `${service}/gitops.yaml`,
        pipelineFile(service).replace(`${HOST_URL}/acme/deploy`, repository),
      ] as const,
    ]),
  );
}

/** Components whose pipeline files are in that repository. */
export function monorepoEntities(
  services: string[],
  repository: string,
): Entity[] {
  return services.map(service => {
    const { metadata, ...entity } = component(service, '');
    return {
      ...entity,
      metadata: {
        ...metadata,
        annotations: {
          ...metadata.annotations,
          'backstage.io/managed-by-location': `url:${repository}/blob/main/${service}/catalog-info.yaml`,
        },
      },
    };
  });
}
