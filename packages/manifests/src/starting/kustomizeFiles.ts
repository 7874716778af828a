import { joinPath } from '../tree';
import { deploymentText, scalar, serviceText } from './objects';
import { StartingFiles, StartingManifests } from './StartingManifests';

const HEAD = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
`;

/** A base that all environments share, and an overlay for each, which names the image it runs. */
export function kustomizeFiles(service: StartingManifests): StartingFiles {
  const { name, image, port, folder } = service;
  const base = joinPath(folder, 'base');
  const files = new Map([
    [
      `${base}/kustomization.yaml`,
      `# What all environments of ${name} have.\n${HEAD}resources:\n  - deployment.yaml\n  - service.yaml\n`,
    ],
    [
      `${base}/deployment.yaml`,
      deploymentText({ name, image: scalar(image.repository), port }),
    ],
    [`${base}/service.yaml`, serviceText({ name })],
  ]);
  const folders = new Map<string, string>();
  for (const environment of service.environments) {
    const overlay = joinPath(folder, `overlays/${environment}`);
    folders.set(environment, overlay);
    files.set(
      `${overlay}/kustomization.yaml`,
      `# ${name} in ${environment}. Promotions write the tag.
${HEAD}resources:
  - ../../base
images:
  - name: ${scalar(image.repository)}
    newTag: ${scalar(image.tag)}
`,
    );
  }
  return { files, folders };
}
