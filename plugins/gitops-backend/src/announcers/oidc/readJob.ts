import { z } from 'zod';
import type { Job } from '../Announcing';
import type { OidcIssuer } from '../settings';

/** `owner/name`, or deeper on GitLab. */
const path = z
  .string()
  .regex(/^[\w.-]+(\/[\w.-]+){1,20}$/)
  .refine(text => !/(^|\/)\.{1,2}(\/|$)/.test(text));

const name = z.string().min(1);

const environment = name.optional();

/** Claims of GitHub Actions that say which job it is. */
const githubActions = z
  .object({ repository: path, ref: name, sha: name, environment })
  .transform(({ repository, ref, sha, ...claims }) => ({
    path: repository,
    ref,
    commit: sha,
    environment: claims.environment,
  }));

/** Those of GitLab CI. Before 16.0 the ref has no whole name of its own. */
const gitlabCi = z
  .object({
    project_path: path,
    ref: name,
    ref_type: z.enum(['branch', 'tag']),
    ref_path: name.nullish(),
    sha: name,
    environment,
  })
  .transform(({ project_path, ref, ref_type, ref_path, sha, ...claims }) => ({
    path: project_path,
    ref: ref_path ?? `refs/${ref_type === 'tag' ? 'tags' : 'heads'}/${ref}`,
    commit: sha,
    environment: claims.environment,
  }));

const CLAIMS = { githubActions, gitlabCi };

/** Which job a token's claims name; undefined where they name none. */
export function readJob(
  { ci, repositories }: Pick<OidcIssuer, 'ci' | 'repositories'>,
  claims: unknown,
): Job | undefined {
  const read = CLAIMS[ci].safeParse(claims);
  if (!read.success) return undefined;
  return { ci, repository: `${repositories}/${read.data.path}`, ...read.data };
}
