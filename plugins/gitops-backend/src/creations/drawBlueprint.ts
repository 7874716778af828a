import type { CompoundEntityRef } from '@backstage/catalog-model';
import {
  besideOf,
  labelOf,
  type NewPipeline,
  type PipelineBlueprint,
  STARTING_ENVIRONMENTS,
} from '@backstage-gitops/plugin-gitops-common';
import type { OidcIssuer } from '../announcers/settings';
import type { Site } from './Site';

/** What the container listens on where nobody says. */
const DEFAULT_PORT = 8080;

/** Decides what a request leaves open. */
export function drawBlueprint(
  request: NewPipeline,
  site: Site,
  {
    entity,
    apiUrl,
    oidc,
  }: {
    entity: CompoundEntityRef;
    /** Where CI reaches this API. */
    apiUrl: string;
    /** Whose identity tokens are taken. */
    oidc: OidcIssuer[];
  },
): PipelineBlueprint {
  const { catalogFile, own, deploy } = site;
  const { image, layout, announce, environments, port } = request;
  const folder =
    deploy === own
      ? besideOf(catalogFile.path, 'deploy')
      : labelOf(entity.name);
  return {
    entity,
    catalogFile,
    deploy: {
      repository: deploy.hosted.repository,
      branch: deploy.branch,
      folder: request.folder ?? folder,
    },
    image,
    layout,
    port: port ?? DEFAULT_PORT,
    environments: environments ?? STARTING_ENVIRONMENTS,
    ...(announce
      ? {
          announce: {
            ci: announce,
            apiUrl,
            // Where the platform takes no tokens of this CI yet, it still can, for the address of this API.
            audience:
              oidc.find(({ ci }) => ci === announce)?.audience ?? apiUrl,
          },
        }
      : {}),
  };
}
