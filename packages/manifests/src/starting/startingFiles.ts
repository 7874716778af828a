import { helmFiles } from './helmFiles';
import { kustomizeFiles } from './kustomizeFiles';
import { plainFiles } from './plainFiles';
import { StartingFiles, StartingManifests } from './StartingManifests';

const LAYOUTS: Record<
  StartingManifests['layout'],
  (service: StartingManifests) => StartingFiles
> = { plain: plainFiles, kustomize: kustomizeFiles, helm: helmFiles };

/**
 * The manifests that a service without any begins with: a Deployment and a Service in each environment, each
 * environment naming its own image, so that promotions find it.
 *
 * @public
 */
export function startingFiles(service: StartingManifests): StartingFiles {
  return LAYOUTS[service.layout](service);
}
