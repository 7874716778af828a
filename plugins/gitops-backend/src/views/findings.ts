import type {
  Finding,
  Image,
  Pipeline,
} from '@backstage-gitops/plugin-gitops-common';
import type {
  EnvironmentDeclaration,
  StoredPipeline,
} from '../pipelines/Declaration';
import type { StoredEnvironment } from '../store/EnvironmentStore';

/** All findings in one word. */
export function verdictOf(findings: Finding[]): Pipeline['preflight'] {
  if (findings.some(({ status }) => status === 'failed')) return 'failed';
  return findings.some(({ status }) => status === 'unknown')
    ? 'unknown'
    : 'passed';
}

function imagesProblem(
  wanted: string[],
  edited: string[],
  found: Image[],
  where: string,
): string | undefined {
  for (const repository of wanted) {
    const same = found.filter(image => image.repository === repository);
    if (same.length === 0) return `${repository} is not named in ${where}.`;
    const tags = new Set(same.flatMap(({ tag }) => tag ?? []));
    const digests = new Set(same.flatMap(({ digest }) => digest ?? []));
    // Where the file says which place to write, others may differ.
    if (!edited.includes(repository) && Math.max(tags.size, digests.size) > 1) {
      return `${repository} is named with different versions: ${[
        ...tags,
        ...digests,
      ].join(', ')}.`;
    }
  }
  return undefined;
}

/** What was found of an environment's files when it was last looked at. */
export function environmentFindings(
  environment: EnvironmentDeclaration,
  row: StoredEnvironment,
  { declaration }: StoredPipeline,
): Finding[] {
  const { name, place, edits } = environment;
  const { observation, stale, next } = row;
  const where = `${place.path} on ${place.branch} of ${place.repository}`;
  if (!observation) {
    return [
      {
        check: 'repository',
        environment: name,
        status: stale ? 'failed' : 'unknown',
        expected: `${where} can be read`,
        found: stale ?? 'It was not read yet.',
        ...(stale
          ? {
              fix: 'Check the repository, branch and path, and that this suite may read it.',
            }
          : {}),
      },
    ];
  }
  const problem =
    observation.problem ??
    imagesProblem(
      ((environment.held ?? declaration)?.images ?? []).map(
        ({ repository }) => repository,
      ),
      edits.map(({ image }) => image),
      observation.images,
      where,
    );
  const unread = observation.problem ? undefined : stale;
  // What a person must mend is the next step; the rest is an accident, such as a host that is away.
  const verdict = next?.sentence === unread ? 'failed' : 'unknown';
  return [
    {
      check: 'repository',
      environment: name,
      status: unread ? verdict : 'passed',
      expected: `${where} can be read`,
      found: unread ?? 'It can.',
    },
    {
      check: 'images',
      environment: name,
      status: problem ? 'failed' : 'passed',
      expected:
        'The files name every image of the pipeline, in one version each',
      found: problem ?? 'They do.',
      ...(problem
        ? {
            fix: 'Name the image in the environment’s files, or say where with edits: in the pipeline file.',
          }
        : {}),
    },
  ];
}
