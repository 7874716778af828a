import type { ReleaseRule } from '@backstage-gitops/plugin-gitops-common';
import {
  comparedBy,
  type CompiledGitTagRule,
  type CompiledRule,
  type CompiledTagRule,
  compileGitTagRule,
  compileTagRule,
  judgeTag,
  type Trigger,
} from '@backstage-gitops/policy';
import type { PipelineWide } from '../pipelines/Declaration';
import type { StoredRelease } from '../store/ReleaseStore';

/** A rule that makes releases of images. */
export type ImageRule = Extract<ReleaseRule, { on: 'image' }>;

/** A rule that makes releases of Git tags. */
export type GitTagRule = Extract<ReleaseRule, { on: 'gitTag' }>;

/** A rule that makes releases of pull requests. */
export type PullRequestRule = Extract<ReleaseRule, { on: 'pullRequest' }>;

/** Does an image make a release by any rule, and if not, what does each rule say? */
export type ImageVerdict =
  | { status: 'eligible' }
  | { status: 'excluded'; reasons: string[] };

function isImageRule(rule: ReleaseRule): rule is ImageRule {
  return rule.on === 'image';
}

/** Templates of the tags that images of pull requests have. */
export function reservedTags(rules: ReleaseRule[]): string[] {
  return rules.flatMap(rule => (rule.on === 'pullRequest' ? [rule.tag] : []));
}

/** The settings that rules on images and on Git tags share. */
function tagSettings(rule: ImageRule | GitTagRule) {
  const { tags, ignore, select, range, extract, order, versions } = rule;
  return {
    tags: tags ? [tags] : [],
    ignore: ignore ? [ignore] : [],
    select,
    range,
    extract,
    order,
    versions,
  };
}

/**
 * A rule of the file, as tags are judged by it.
 *
 * @param reserved - see {@link reservedTags}.
 */
export function compileImageRule(
  rule: ImageRule,
  reserved: string[],
): CompiledRule<CompiledTagRule> {
  const { platform } = rule;
  return compileTagRule({ ...tagSettings(rule), platform, reserved });
}

/** A rule of the file, as Git tags are judged by it. */
export function compileTagsOfGit(
  rule: GitTagRule,
): CompiledRule<CompiledGitTagRule> {
  const { author, tag } = rule;
  return compileGitTagRule({ ...tagSettings(rule), author, tag });
}

/**
 * Judges an image by the rules about it.
 *
 * @param image - `heardAt` stands for the time of its build, which nobody announces.
 */
export function judgeImage(
  { releases }: PipelineWide,
  image: { name: string; tag: string; heardAt: string },
): ImageVerdict {
  const about = releases
    .filter(isImageRule)
    .filter(rule =>
      (rule.images ?? [rule.image ?? image.name]).includes(image.name),
    );
  const reasons: string[] = [];
  for (const rule of about) {
    const compiled = compileImageRule(rule, reservedTags(releases));
    if (compiled.status === 'invalid') {
      reasons.push(
        ...compiled.problems.map(({ field, reason }) => `${field}: ${reason}.`),
      );
      continue;
    }
    const verdict = judgeTag(compiled.rule, {
      name: image.tag,
      createdAt: image.heardAt,
    });
    if (verdict.status === 'eligible') return { status: 'eligible' };
    reasons.push(verdict.reason);
  }
  return {
    status: 'excluded',
    reasons:
      about.length > 0
        ? reasons
        : [
            `No rule below spec.releases makes releases of image "${image.name}".`,
          ],
  };
}

/** Would these rules have made this release, by one of the ways that it was made? */
export function isMadeBy(
  declared: PipelineWide,
  { origins, images, announcedAt }: StoredRelease,
): boolean {
  return origins.some(({ on }) =>
    images.every(({ repository, tag }) => {
      const image = declared.images.find(one => one.repository === repository);
      if (!image) return false;
      if (on !== 'image') return declared.releases.some(rule => rule.on === on);
      const { name } = image;
      return (
        judgeImage(declared, { name, tag, heardAt: announcedAt }).status ===
        'eligible'
      );
    }),
  );
}

/**
 * What releases are ordered by: the first rule says it. Pull requests have no versions: what takes them, too, takes what
 * came last.
 *
 * @param accepts - the triggers that an environment takes; undefined where it is about all releases of the pipeline.
 */
export function orderOf(
  declared: PipelineWide | undefined,
  accepts: Trigger[] = ['image', 'gitTag'],
): CompiledTagRule {
  const rules = (declared?.releases ?? []).filter(({ on }) =>
    accepts.includes(on),
  );
  const rule = rules.find(({ on }) => on === 'pullRequest') ?? rules.at(0);
  if (!rule || rule.on === 'pullRequest') return comparedBy('newest');
  const compiled = compileTagRule(tagSettings(rule));
  return compiled.status === 'valid' ? compiled.rule : comparedBy(rule.select);
}
