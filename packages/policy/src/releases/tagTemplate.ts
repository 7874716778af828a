import type { Parsed } from './compiling';

/** A way that a release comes from Git. @public */
export type GitTrigger = 'gitTag' | 'pullRequest';

/** What the template of a tag can name. @public */
export type TagPlaceholder = 'name' | 'version' | 'number' | 'sha' | 'sha7';

const PLACEHOLDERS: Record<GitTrigger, TagPlaceholder[]> = {
  gitTag: ['name', 'version', 'sha', 'sha7'],
  pullRequest: ['number', 'sha', 'sha7'],
};

/** A text that is always the same, or a placeholder. @public */
export type TagTemplatePart =
  | { kind: 'text'; text: string }
  | { kind: 'placeholder'; name: TagPlaceholder };

/** The tag that the image of a Git tag or of a pull request has. @public */
export type TagTemplate = TagTemplatePart[];

/** What the placeholders stand for. @public */
export type TagTemplateFacts =
  | { on: 'gitTag'; name: string; commit: string }
  | { on: 'pullRequest'; number: number; commit: string };

/** A tag, or why there is none. @public */
export type FilledTag =
  | { status: 'filled'; tag: string }
  | { status: 'unfit'; reason: string };

/** What a registry takes as a tag (OCI distribution specification, "Pulling manifests"). */
const TAG = /^\w[\w.-]{0,127}$/;

function placeholderOf(
  name: string,
  on: GitTrigger,
): TagPlaceholder | undefined {
  return PLACEHOLDERS[on].find(known => known === name);
}

/** Reads `pr-{{number}}-{{sha7}}`. A placeholder that nobody knows is refused: left as it is, no image would ever match. */
export function parseTagTemplate(
  text: string,
  on: GitTrigger,
): Parsed<TagTemplate> {
  const known = PLACEHOLDERS[on].map(name => `{{${name}}}`).join(', ');
  const parts: TagTemplate = [];
  let end = 0;
  for (const match of text.matchAll(/\{\{([^{}]*)\}\}/g)) {
    const name = placeholderOf(match[1].trim(), on);
    if (!name) {
      return {
        status: 'invalid',
        reason: `there is no placeholder ${match[0]}; write one of ${known}`,
      };
    }
    parts.push({ kind: 'text', text: text.slice(end, match.index) });
    parts.push({ kind: 'placeholder', name });
    end = match.index + match[0].length;
  }
  parts.push({ kind: 'text', text: text.slice(end) });
  const strange = parts
    .map(part => (part.kind === 'text' ? part.text : ''))
    .join('')
    .match(/[^\w.-]/u);
  if (strange || text === '') {
    return {
      status: 'invalid',
      reason: `${
        strange ? `"${strange[0]}" is in no image's tag` : 'the tag is empty'
      }; write letters, digits, ".", "_", "-" and ${known}`,
    };
  }
  return { status: 'valid', value: parts };
}

function valueOf(name: TagPlaceholder, facts: TagTemplateFacts): string {
  if (name === 'sha') return facts.commit;
  if (name === 'sha7') return facts.commit.slice(0, 7);
  if (facts.on === 'pullRequest') return String(facts.number);
  // Images are often tagged 1.2.3 where Git has v1.2.3.
  return name === 'version' ? facts.name.replace(/^v(?=\d)/, '') : facts.name;
}

/** What a placeholder of pull requests can stand for, as a pattern. */
const VALUES: Record<TagPlaceholder, string> = {
  name: '.+',
  version: '.+',
  number: '[0-9]+',
  sha: '[0-9a-f]{40}',
  sha7: '[0-9a-f]{7}',
};

/** A pattern of all tags that a template makes. */
export function patternOf(template: TagTemplate): string {
  const parts = template.map(part =>
    part.kind === 'text' ? part.text.replace(/\./g, '\\.') : VALUES[part.name],
  );
  return `^${parts.join('')}$`;
}

/**
 * The tag that an image must have to be the one of a Git tag or of a pull request. Names of Git tags are freer than those
 * of images: what no registry takes is said, not bent into another tag.
 *
 * @public
 */
export function fillTag(
  template: TagTemplate,
  facts: TagTemplateFacts,
): FilledTag {
  const tag = template
    .map(part => (part.kind === 'text' ? part.text : valueOf(part.name, facts)))
    .join('');
  return TAG.test(tag)
    ? { status: 'filled', tag }
    : {
        status: 'unfit',
        reason: `No image can have the tag "${tag}": it takes at most 128 letters, digits, ".", "_" and "-".`,
      };
}
