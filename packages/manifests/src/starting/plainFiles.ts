import { joinPath } from '../tree';
import { deploymentText, scalar, serviceText } from './objects';
import { StartingFiles, StartingManifests } from './StartingManifests';

/** A folder for each environment, with all of its objects. */
export function plainFiles(service: StartingManifests): StartingFiles {
  const { name, image, port } = service;
  const files = new Map<string, string>();
  const folders = new Map<string, string>();
  for (const environment of service.environments) {
    const folder = joinPath(service.folder, environment);
    folders.set(environment, folder);
    files.set(
      `${folder}/deployment.yaml`,
      `# ${name} in ${environment}. Promotions write the image.\n${deploymentText(
        {
          name,
          image: scalar(`${image.repository}:${image.tag}`),
          port,
        },
      )}`,
    );
    files.set(`${folder}/service.yaml`, serviceText({ name }));
  }
  return { files, folders };
}
