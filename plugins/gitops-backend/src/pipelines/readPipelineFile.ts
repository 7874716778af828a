import { type Entity, getEntitySourceLocation } from '@backstage/catalog-model';
import {
  parsePipeline,
  PIPELINE_ANNOTATION,
  type PipelineSpec,
} from '@backstage-gitops/plugin-gitops-common';
import { parseDocument } from 'yaml';
import { type Mirrors, normalizeRepository } from '../git/Mirrors';
import { BoundedCache } from '../registries/BoundedCache';
import { releaseProblems } from '../releases/releaseProblems';

/** Largest pipeline file, in characters. */
const MAX_LENGTH = 256 * 1024;

/** Most aliases that a pipeline file may resolve; a YAML bomb needs many. */
const MAX_ALIASES = 50;

/** What reading a pipeline file came to. */
export type PipelineFileResult =
  | {
      status: 'read';
      file: string;
      repository: string;
      /** The newest commit that changed it: what follows in other files changes no policy. */
      commit: string;
      title?: string;
      spec: PipelineSpec;
    }
  | {
      status: 'invalid';
      file: string;
      problems: Array<{ path: string; message: string }>;
    };

function wrong(message: string) {
  return {
    status: 'invalid' as const,
    problems: [{ path: '(the whole file)', message }],
  };
}

function invalid(file: string, message: string) {
  return { ...wrong(message), file };
}

/**
 * The URL of the file that describes an entity.
 *
 * @throws where the catalog does not say.
 */
export function entityFileUrl(entity: Entity): string {
  const managed =
    entity.metadata.annotations?.['backstage.io/managed-by-location'] ?? '';
  return managed.startsWith('url:')
    ? managed.slice('url:'.length)
    : getEntitySourceLocation(entity).target;
}

/** The URL that the annotation means: a URL itself, or a path next to the entity's own file. */
function fileUrl(entity: Entity): string {
  const annotation = entity.metadata.annotations?.[PIPELINE_ANNOTATION] ?? '';
  if (/^https?:\/\//.test(annotation)) return annotation;
  return new URL(annotation, entityFileUrl(entity)).toString();
}

/** Reads YAML text under limits; the message of a failure is for people. */
export function readYaml(
  text: string,
): { status: 'read'; value: unknown } | { status: 'failed'; message: string } {
  if (text.length > MAX_LENGTH) {
    return {
      status: 'failed',
      message: `it has ${text.length} characters; at most ${MAX_LENGTH} are read`,
    };
  }
  const document = parseDocument(text, { uniqueKeys: true });
  const [error] = document.errors;
  if (error) return { status: 'failed', message: error.message };
  try {
    return {
      status: 'read',
      value: document.toJS({ maxAliasCount: MAX_ALIASES }),
    };
  } catch (cause) {
    return {
      status: 'failed',
      message: cause instanceof Error ? cause.message : String(cause),
    };
  }
}

/**
 * Reads an entity's pipeline file from the head of its repository's default branch, never from anywhere else.
 *
 * @param since - the head at this moment of `performance.now()`, or a later one.
 * @throws where the repository cannot be reached: that is no verdict on the file.
 */
export async function readPipelineFile(
  entity: Entity,
  mirrors: Mirrors,
  since = performance.now(),
): Promise<PipelineFileResult> {
  let file: string;
  try {
    file = fileUrl(entity);
  } catch {
    return invalid(
      entity.metadata.annotations?.[PIPELINE_ANNOTATION] ?? '',
      `the annotation ${PIPELINE_ANNOTATION} must be a URL, or a path relative to the entity's own location`,
    );
  }
  const location = mirrors.parseFileUrl(file);
  if (!location) {
    return invalid(
      file,
      'this URL is on no configured Git host; add the host below gitops.hosts',
    );
  }
  const { repository, mirror } = await mirrors.get(location.repository);
  await mirror.refresh(since);
  const branch = mirror.defaultBranch;
  if (location.branch && location.branch !== branch) {
    return invalid(
      file,
      `it is on branch ${location.branch}; pipeline files are read from the default branch ${branch} only`,
    );
  }
  const head = mirror.head(branch);
  const change = head && (await mirror.lastChange(head, location.path));
  const read =
    head && change
      ? await readPipelineAt({ file, mirrors, commit: head })
      : undefined;
  if (!change || !read) {
    return invalid(
      file,
      `there is no file ${location.path} on branch ${branch} of ${repository}`,
    );
  }
  return read.status === 'read' ? { ...read, commit: change } : read;
}

/** What a text means, wherever it is. */
type ParsedText =
  | Omit<
      Extract<PipelineFileResult, { status: 'read' }>,
      'file' | 'repository' | 'commit'
    >
  | Omit<Extract<PipelineFileResult, { status: 'invalid' }>, 'file'>;

function parseText(text: string): ParsedText {
  const yaml = readYaml(text);
  if (yaml.status === 'failed') return wrong(yaml.message);
  const parsed = parsePipeline(yaml.value);
  if (parsed.status === 'invalid') {
    return { status: 'invalid', problems: parsed.problems };
  }
  const problems = releaseProblems(parsed.spec.releases);
  return problems.length > 0
    ? { status: 'invalid', problems }
    : { status: 'read', title: parsed.title, spec: parsed.spec };
}

/** By object id: files are looked at again and again, and hardly ever change. */
const PARSED = new BoundedCache<ParsedText>(5_000);

/**
 * Reads a pipeline file at a commit that the mirror has.
 *
 * @returns undefined where the commit has no such file.
 */
export async function readPipelineAt(options: {
  file: string;
  commit: string;
  mirrors: Mirrors;
}): Promise<PipelineFileResult | undefined> {
  const { file, commit, mirrors } = options;
  const location = mirrors.parseFileUrl(file);
  if (!location) return undefined;
  const { repository, mirror } = await mirrors.get(location.repository);
  const entry = (await mirror.tree(commit)).get(location.path);
  if (entry?.kind !== 'file') return undefined;
  const parsed =
    PARSED.get(entry.objectId) ??
    parseText((await mirror.file(commit, location.path)) ?? '');
  PARSED.set(entry.objectId, parsed);
  return parsed.status === 'invalid'
    ? { ...parsed, file }
    : {
        ...parsed,
        file,
        repository: normalizeRepository(repository),
        commit,
      };
}
