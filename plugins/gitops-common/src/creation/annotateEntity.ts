import { editYamlField, readYamlFields } from '@backstage-gitops/manifests';
import { PIPELINE_ANNOTATION } from '../pipeline/schema';
import type { PipelineBlueprint } from './PipelineBlueprint';

/** What became of the annotation; `reason` is a sentence. */
export type EntityAnnotation =
  | { status: 'annotated'; text: string }
  /** The entity names this file already. */
  | { status: 'present' }
  | { status: 'refused'; reason: string };

const ANNOTATION = ['metadata', 'annotations', PIPELINE_ANNOTATION];

function isSame(a: string | undefined, b: string): boolean {
  return a?.toLocaleLowerCase('en-US') === b.toLocaleLowerCase('en-US');
}

/** Does an annotation name this file, as the catalog resolves it: relative to the file it stands in? */
function names(annotation: string, catalogFile: string, path: string): boolean {
  const base = `file:///${catalogFile}`;
  try {
    return new URL(annotation, base).href === new URL(path, base).href;
  } catch {
    return false;
  }
}

/**
 * Has an entity's own file name its pipeline file. The file may hold several documents; nothing but the annotation
 * changes in it.
 *
 * @param pipelineFile - the name of a file beside it.
 */
export function annotateEntity(
  { entity, catalogFile }: Pick<PipelineBlueprint, 'entity' | 'catalogFile'>,
  text: string,
  pipelineFile: string,
): EntityAnnotation {
  const { path } = catalogFile;
  const { kind, namespace, name } = entity;
  const read = readYamlFields(
    { path, text },
    {
      kind: ['kind'],
      namespace: ['metadata', 'namespace'],
      name: ['metadata', 'name'],
      annotation: ANNOTATION,
    },
  );
  if (read.status === 'refused') return read;
  const found = read.documents.flatMap((one, document) =>
    isSame(one.kind, kind) &&
    isSame(one.name, name) &&
    isSame(one.namespace ?? 'default', namespace)
      ? [{ ...one, document }]
      : [],
  );
  const [only] = found;
  if (found.length !== 1) {
    return {
      status: 'refused',
      reason: `${path} describes ${kind} ${namespace}/${name} ${
        found.length === 0 ? 'nowhere' : `${found.length} times`
      }; one document of it must, for the annotation to be put there.`,
    };
  }
  if (only.annotation !== undefined) {
    return names(only.annotation, path, `./${pipelineFile}`)
      ? { status: 'present' }
      : {
          status: 'refused',
          reason: `${path} names ${only.annotation} as the pipeline file of ${name} already; change that pipeline, or remove the annotation ${PIPELINE_ANNOTATION}.`,
        };
  }
  const edit = editYamlField(
    { path, text, document: only.document },
    ANNOTATION,
    { kind: 'set', value: `./${pipelineFile}` },
  );
  return edit.status === 'edited'
    ? { status: 'annotated', text: edit.text }
    : {
        status: 'refused',
        reason:
          edit.status === 'refused'
            ? edit.reason
            : `${path} cannot be annotated.`,
      };
}
