import { z } from 'zod';
import { RE2JS } from 're2js';
import { parsePullRequestTemplate } from './pullRequestTemplate';
import { pipelineSchema, type PipelineSpec } from './schema';

/** One thing that is wrong in a pipeline file. @public */
export interface PipelineProblem {
  /** Where, such as `spec.environments[1].after`. */
  path: string;
  /** What was found and what to write instead, in one sentence. */
  message: string;
}

/** @public */
export type ParsedPipeline =
  | { status: 'valid'; name: string; title?: string; spec: PipelineSpec }
  | { status: 'invalid'; problems: PipelineProblem[] };

function pathOf(parts: readonly PropertyKey[]): string {
  return parts
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      return index === 0 ? String(part) : `.${String(part)}`;
    })
    .join('');
}

function invalidPattern(pattern: string): string | undefined {
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function duplicates(names: string[]): Set<string> {
  return new Set(names.filter((name, index) => names.indexOf(name) !== index));
}

/** Environments that wait for themselves by way of others. */
function circular(spec: PipelineSpec): string[] {
  const settled = new Set<string>();
  let grew = true;
  while (grew) {
    grew = false;
    for (const { name, after } of spec.environments) {
      if (!settled.has(name) && after.every(other => settled.has(other))) {
        settled.add(name);
        grew = true;
      }
    }
  }
  return spec.environments
    .map(({ name }) => name)
    .filter(name => !settled.has(name));
}

function checkImages(spec: PipelineSpec): PipelineProblem[] {
  const problems: PipelineProblem[] = [];
  for (const name of duplicates(spec.images.map(image => image.name))) {
    problems.push({
      path: 'spec.images',
      message: `two images are named "${name}"; give each a name of its own`,
    });
  }
  for (const repository of duplicates(
    spec.images.map(image => image.repository),
  )) {
    problems.push({
      path: 'spec.images',
      message: `"${repository}" is listed twice; list each image once`,
    });
  }
  return problems;
}

function checkReleases(spec: PipelineSpec): PipelineProblem[] {
  const problems: PipelineProblem[] = [];
  const known = new Set(spec.images.map(image => image.name));
  spec.releases.forEach((rule, index) => {
    const path = `spec.releases[${index}]`;
    const named = [
      ...(rule.images ?? []),
      ...('image' in rule && rule.image ? [rule.image] : []),
    ];
    for (const name of named.filter(image => !known.has(image))) {
      problems.push({
        path,
        message: `there is no image named "${name}"; spec.images has ${[
          ...known,
        ].join(', ')}`,
      });
    }
    const patterns = Object.entries(rule).filter(
      (entry): entry is [string, string] =>
        ['tags', 'ignore', 'author', 'source', 'target', 'title'].includes(
          entry[0],
        ) && typeof entry[1] === 'string',
    );
    for (const [key, pattern] of patterns) {
      const reason = invalidPattern(pattern);
      if (reason) {
        problems.push({
          path: `${path}.${key}`,
          message: `not a regular expression that runs in linear time (RE2): ${reason}`,
        });
      }
    }
  });
  return problems;
}

function checkEnvironments(spec: PipelineSpec): PipelineProblem[] {
  const problems: PipelineProblem[] = [];
  const names = spec.environments.map(({ name }) => name);
  for (const name of duplicates(names)) {
    problems.push({
      path: 'spec.environments',
      message: `two environments are named "${name}"; give each a name of its own`,
    });
  }
  const places = new Map<string, string>();
  spec.environments.forEach((environment, index) => {
    const path = `spec.environments[${index}]`;
    for (const other of environment.after) {
      if (!names.includes(other)) {
        problems.push({
          path: `${path}.after`,
          message: `there is no environment "${other}"; this pipeline has ${names.join(
            ', ',
          )}`,
        });
      }
    }
    const asked = (environment.gates.http ?? []).map(one => one.name);
    for (const name of duplicates(asked)) {
      problems.push({
        path: `${path}.gates.http`,
        message: `two endpoints are named "${name}"; give each a name of its own`,
      });
    }
    const repository = environment.repository ?? spec.repository;
    if (!repository) {
      problems.push({
        path,
        message:
          'no repository: set spec.repository, or repository of this environment',
      });
    }
    const place = [
      repository,
      environment.branch ?? spec.branch ?? 'main',
      environment.path.replace(/\/+$/, ''),
    ].join(' ');
    const neighbour = places.get(place);
    if (neighbour) {
      problems.push({
        path: `${path}.path`,
        message: `"${neighbour}" already is at this repository, branch and path; each environment needs a place of its own`,
      });
    }
    places.set(place, environment.name);
  });
  const stuck = problems.length === 0 ? circular(spec) : [];
  if (stuck.length > 0) {
    problems.push({
      path: 'spec.environments',
      message: `${stuck.join(
        ', ',
      )} wait for each other in a circle; "after" must lead back to an environment without one`,
    });
  }
  return problems;
}

function checkTemplates(spec: PipelineSpec): PipelineProblem[] {
  return spec.environments.flatMap(({ pullRequest }, index) =>
    (['title', 'body'] as const).flatMap(where => {
      const parsed = parsePullRequestTemplate(
        pullRequest?.[where] ?? '',
        where,
      );
      return parsed.status === 'valid'
        ? []
        : parsed.problems.map(message => ({
            path: `spec.environments[${index}].pullRequest.${where}`,
            message,
          }));
    }),
  );
}

/**
 * Validates a pipeline file.
 *
 * @param document - the parsed YAML. Reading text with its limits on size and aliases is the caller's.
 * @returns the file with its defaults, or everything that is wrong with it; never throws for bad input.
 *
 * @public
 */
export function parsePipeline(document: unknown): ParsedPipeline {
  const parsed = pipelineSchema.safeParse(document);
  if (!parsed.success) {
    return {
      status: 'invalid',
      problems: parsed.error.issues.map(issue => ({
        path: pathOf(issue.path) || '(the whole file)',
        message: issue.message,
      })),
    };
  }
  const { metadata, spec } = parsed.data;
  const problems = [
    ...checkImages(spec),
    ...checkReleases(spec),
    ...checkEnvironments(spec),
    ...checkTemplates(spec),
  ];
  return problems.length > 0
    ? { status: 'invalid', problems }
    : { status: 'valid', name: metadata.name, title: metadata.title, spec };
}

/**
 * The published JSON schema of `gitops.yaml` (draft 2020-12), for editors and CI.
 *
 * @public
 */
export function pipelineJsonSchema(): object {
  return z.toJSONSchema(pipelineSchema, { io: 'input' });
}
