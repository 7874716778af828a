import { startingFiles } from '@backstage-gitops/manifests';
import { annotateEntity } from './annotateEntity';
import { announceFile } from './announceFile';
import {
  besideOf,
  labelOf,
  type PipelineBlueprint,
  type RepositoryFilePath,
} from './PipelineBlueprint';
import { pipelineFileText } from './pipelineFileText';

const PIPELINE_FILE = 'gitops.yaml';

/** A file with its whole text. @public */
export interface PlannedFile extends RepositoryFilePath {
  text: string;
}

/** How a pipeline is added. @public */
export type PipelinePlan =
  /** What is to be written; what is there already as wanted is left out. */
  | { status: 'planned'; files: PlannedFile[] }
  /** The entity has this pipeline already: what people made of its files since is theirs. */
  | { status: 'present' }
  /** Why not, each in a sentence. Nothing of others is overwritten. */
  | { status: 'refused'; problems: string[] };

/**
 * The files that a pipeline begins with: the pipeline file first, then its manifests, and what CI announces with. The
 * entity's own file, which exists, is none of them.
 *
 * @public
 */
export function filesOfPipeline(blueprint: PipelineBlueprint): PlannedFile[] {
  const { catalogFile, deploy, environments } = blueprint;
  const { files, folders } = startingFiles({
    layout: blueprint.layout,
    name: labelOf(blueprint.entity.name),
    folder: deploy.folder,
    image: blueprint.image,
    port: blueprint.port,
    environments: environments.map(({ name }) => name),
  });
  const announce = announceFile(blueprint);
  return [
    {
      repository: catalogFile.repository,
      path: besideOf(catalogFile.path, PIPELINE_FILE),
      text: pipelineFileText(blueprint, folders),
    },
    ...[...files].map(([path, text]) => ({
      repository: deploy.repository,
      path,
      text,
    })),
    ...(announce ? [announce] : []),
  ];
}

/**
 * Plans what is to be written for an entity to have a pipeline. What exists is left as it is: planned again on what the
 * plan wrote, nothing is left to do.
 *
 * @param textAt - the text of a file as it is now: of those of {@link filesOfPipeline}, and of the entity's own.
 *
 * @public
 */
export function planPipeline(
  blueprint: PipelineBlueprint,
  textAt: (file: RepositoryFilePath) => string | undefined,
): PipelinePlan {
  const { catalogFile } = blueprint;
  const wanted = filesOfPipeline(blueprint);
  const described = textAt(catalogFile);
  if (described === undefined) {
    return {
      status: 'refused',
      problems: [
        `There is no file ${catalogFile.path} in ${catalogFile.repository}, which is to name the pipeline file.`,
      ],
    };
  }
  const annotation = annotateEntity(blueprint, described, PIPELINE_FILE);
  const [pipelineFile] = wanted;
  if (annotation.status === 'present' && textAt(pipelineFile) !== undefined) {
    return { status: 'present' };
  }
  const inTheWay = wanted.filter(
    file => (textAt(file) ?? file.text) !== file.text,
  );
  const problems = [
    ...(annotation.status === 'refused' ? [annotation.reason] : []),
    ...inTheWay.map(
      ({ path, repository }) =>
        `${path} is in ${repository} already, with other content; move it away, or choose another folder.`,
    ),
  ];
  if (problems.length > 0) return { status: 'refused', problems };
  return {
    status: 'planned',
    files: [
      ...wanted.filter(file => textAt(file) === undefined),
      ...(annotation.status === 'annotated'
        ? [{ ...catalogFile, text: annotation.text }]
        : []),
    ],
  };
}
