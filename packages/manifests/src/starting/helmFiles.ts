import { joinPath } from '../tree';
import { deploymentText, scalar, serviceText } from './objects';
import { StartingFiles, StartingManifests } from './StartingManifests';

const VERSION = '0.1.0';

/** A chart that all environments share, and for each a chart that depends on it, with its values. */
export function helmFiles(service: StartingManifests): StartingFiles {
  const { name, image, port, folder } = service;
  const chart = joinPath(folder, 'chart');
  const files = new Map([
    [
      `${chart}/Chart.yaml`,
      `apiVersion: v2
name: ${scalar(name)}
description: What all environments of ${name} have
type: application
version: ${VERSION}
`,
    ],
    [
      `${chart}/values.yaml`,
      `# Defaults. Each environment sets its own image.
image:
  repository: ${scalar(image.repository)}
  tag: ${scalar(image.tag)}
`,
    ],
    [
      `${chart}/templates/deployment.yaml`,
      deploymentText({
        name,
        image: '"{{ .Values.image.repository }}:{{ .Values.image.tag }}"',
        port,
      }),
    ],
    [`${chart}/templates/service.yaml`, serviceText({ name })],
  ]);
  const folders = new Map<string, string>();
  for (const environment of service.environments) {
    const values = joinPath(folder, `envs/${environment}`);
    folders.set(environment, values);
    files.set(
      `${values}/Chart.yaml`,
      `apiVersion: v2
name: ${scalar(`${name}-${environment}`)}
version: ${VERSION}
dependencies:
  - name: ${scalar(name)}
    version: ${VERSION}
    repository: file://../../chart
`,
    );
    files.set(
      `${values}/values.yaml`,
      `# ${name} in ${environment}. Promotions write the tag.
${scalar(name)}:
  image:
    repository: ${scalar(image.repository)}
    tag: ${scalar(image.tag)}
`,
    );
  }
  return { files, folders };
}
