import { isPlainSafe } from '@backstage-gitops/manifests';
import type { NewEnvironment } from '../api/types';
import { labelOf, type PipelineBlueprint } from './PipelineBlueprint';

/** A text as one scalar of YAML, in quotes where it would be read as something else. */
function scalar(text: string): string {
  return isPlainSafe(text) ? text : `'${text.replaceAll("'", "''")}'`;
}

/** How releases come into an environment, in a few words. */
function wayInto(
  { promote }: NewEnvironment,
  before: NewEnvironment | undefined,
): string {
  const how = promote === 'commit' ? 'at once' : 'by a pull request';
  return before
    ? `${how}, when ${before.name} is verified`
    : `every release, ${how}`;
}

function environmentLines(
  environment: NewEnvironment,
  before: NewEnvironment | undefined,
  folder: string,
): string[] {
  const { name, tier, promote, approvals, target, reconcile } = environment;
  return [
    `- name: ${scalar(name)} # ${wayInto(environment, before)}`,
    ...(before ? [`  after: [${scalar(before.name)}]`] : []),
    ...(tier ? [`  tier: ${scalar(tier)}`] : []),
    ...(environment.protected ? ['  protected: true'] : []),
    `  path: ${scalar(folder)}`,
    ...(promote === 'commit' ? ['  promote: commit'] : []),
    ...(target
      ? [
          `  target: { cluster: ${scalar(target.cluster)}, namespace: ${scalar(
            target.namespace,
          )} }`,
        ]
      : []),
    ...(reconcile ? [`  reconcile: ${reconcile}`] : []),
    ...(approvals === undefined
      ? []
      : [`  gates: { approvals: ${approvals} }`]),
  ];
}

/**
 * The pipeline file of a blueprint, for people to go on from: what is the default is left out.
 *
 * @param folders - the folder of each environment.
 */
export function pipelineFileText(
  blueprint: PipelineBlueprint,
  folders: ReadonlyMap<string, string>,
): string {
  const { entity, deploy, image, environments } = blueprint;
  const name = labelOf(entity.name);
  const lines = [
    'apiVersion: backstage-gitops.dev/v1alpha1',
    `kind: Pipeline # the way of ${name} to production`,
    `metadata: { name: ${scalar(name)} }`,
    'spec:',
    `  repository: ${scalar(deploy.repository)}`,
    ...(deploy.branch === 'main' ? [] : [`  branch: ${scalar(deploy.branch)}`]),
    `  images: [{ name: app, repository: ${scalar(image.repository)} }]`,
    '  releases: # every tag that is a version',
    "    - { on: image, image: app, tags: '^v?\\d+\\.\\d+\\.\\d+$', select: semver }",
    '  environments:',
    ...environments
      .flatMap((environment, index) =>
        environmentLines(
          environment,
          environments[index - 1],
          folders.get(environment.name) ?? environment.name,
        ),
      )
      .map(line => `    ${line}`),
  ];
  return `${lines.join('\n')}\n`;
}
