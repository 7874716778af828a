/** A value that a template of a pull request can name. @public */
export type PullRequestPlaceholder =
  | 'change'
  | 'pipeline'
  | 'environment'
  | 'version'
  | 'from'
  | 'release'
  | 'source'
  | 'requester'
  | 'reason'
  | 'images'
  | 'releaseNotes'
  | 'difference'
  | 'gates';

/**
 * What the templates of a pull request can name. A `line` fits into a title, a `block` is lines of its own and stands in
 * a body only.
 */
const PLACEHOLDERS = {
  change: {
    shape: 'line',
    meaning: 'what it does, such as "Promote Payments 1.2.0 to staging"',
  },
  pipeline: { shape: 'line', meaning: "the pipeline's title" },
  environment: { shape: 'line', meaning: "the environment's name" },
  version: { shape: 'line', meaning: 'what it brings: the tag of the image' },
  from: { shape: 'line', meaning: 'the version that is there now' },
  release: { shape: 'line', meaning: "the release's id, shortened" },
  source: { shape: 'line', meaning: 'the commit it was built from' },
  requester: { shape: 'line', meaning: 'who asked for it' },
  reason: { shape: 'block', meaning: 'why, as the requester wrote it' },
  images: { shape: 'block', meaning: 'the images with tags and digests' },
  releaseNotes: {
    shape: 'block',
    meaning: 'the commits between what is there now and what it brings',
  },
  difference: {
    shape: 'block',
    meaning: 'the difference of the rendered objects, without secrets',
  },
  gates: { shape: 'block', meaning: 'the gates, kept up to date' },
} as const satisfies Record<
  PullRequestPlaceholder,
  { shape: 'line' | 'block'; meaning: string }
>;

/** A template, taken apart. @public */
export type TemplatePart =
  | { kind: 'text'; text: string }
  | { kind: 'placeholder'; name: PullRequestPlaceholder };

/** @public */
export type ParsedTemplate =
  | { status: 'valid'; parts: TemplatePart[] }
  /** One sentence for each thing that is wrong. */
  | { status: 'invalid'; problems: string[] };

/** Names of all placeholders of a shape, as a template writes them, with what they mean. */
export function describePlaceholders(where: 'title' | 'body'): string {
  return Object.entries(PLACEHOLDERS)
    .filter(([, { shape }]) => where === 'body' || shape === 'line')
    .map(([name, { meaning }]) => `{{${name}}} (${meaning})`)
    .join(', ');
}

function isPlaceholder(name: string): name is PullRequestPlaceholder {
  return Object.hasOwn(PLACEHOLDERS, name);
}

function problemOf(name: string, where: 'title' | 'body'): string | undefined {
  if (!isPlaceholder(name)) {
    const known = Object.entries(PLACEHOLDERS).flatMap(([one, { shape }]) =>
      where === 'body' || shape === 'line' ? [`{{${one}}}`] : [],
    );
    return `there is no placeholder {{${name}}}; write one of ${known.join(
      ', ',
    )}`;
  }
  return where === 'title' && PLACEHOLDERS[name].shape === 'block'
    ? `{{${name}}} is several lines and does not fit into a title; write it into the body`
    : undefined;
}

/**
 * Takes the template of a pull request's title or body apart. Values are put in between the parts, so that what stands in
 * a value is never read as a placeholder.
 *
 * @public
 */
export function parsePullRequestTemplate(
  template: string,
  where: 'title' | 'body',
): ParsedTemplate {
  const parts: TemplatePart[] = [];
  const problems: string[] = [];
  let end = 0;
  for (const match of template.matchAll(/\{\{([^{}]*)\}\}/g)) {
    const name = match[1].trim();
    const problem = problemOf(name, where);
    if (problem) problems.push(problem);
    parts.push({ kind: 'text', text: template.slice(end, match.index) });
    if (isPlaceholder(name)) parts.push({ kind: 'placeholder', name });
    end = match.index + match[0].length;
  }
  parts.push({ kind: 'text', text: template.slice(end) });
  return problems.length > 0
    ? { status: 'invalid', problems }
    : {
        status: 'valid',
        parts: parts.filter(part => part.kind !== 'text' || part.text !== ''),
      };
}
