import type { ReleaseRule } from '@backstage-gitops/plugin-gitops-common';
import {
  comparedBy,
  type CompiledRule,
  type CompiledTagRule,
  compileTagRule,
  judgeTag,
} from '@backstage-gitops/policy';
import type { PipelineWide } from '../pipelines/Declaration';
import type { StoredRelease } from '../store/ReleaseStore';

/** A rule that makes releases of images. */
export type ImageRule = Extract<ReleaseRule, { on: 'image' }>;

/** Does an image make a release by any rule, and if not, what does each rule say? */
export type ImageVerdict =
  | { status: 'eligible' }
  | { status: 'excluded'; reasons: string[] };

function isImageRule(rule: ReleaseRule): rule is ImageRule {
  return rule.on === 'image';
}

/** A rule of the file, as tags are judged by it. */
export function compileImageRule(
  rule: ImageRule,
): CompiledRule<CompiledTagRule> {
  const { tags, ignore, select, range, extract, platform } = rule;
  return compileTagRule({
    tags: tags ? [tags] : [],
    ignore: ignore ? [ignore] : [],
    select,
    range,
    extract,
    platform,
  });
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
    const compiled = compileImageRule(rule);
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

/** Would these rules have made this release? */
export function isMadeBy(
  declared: PipelineWide,
  { trigger, images, announcedAt }: StoredRelease,
): boolean {
  return images.every(({ repository, tag }) => {
    const image = declared.images.find(one => one.repository === repository);
    if (!image) return false;
    if (trigger !== 'image') {
      return declared.releases.some(({ on }) => on === trigger);
    }
    const { name } = image;
    return (
      judgeImage(declared, { name, tag, heardAt: announcedAt }).status ===
      'eligible'
    );
  });
}

/** What the releases of a pipeline are ordered by: the first rule about images says it. */
export function orderOf(declared: PipelineWide | undefined): CompiledTagRule {
  const rule = declared?.releases.find(isImageRule);
  if (!rule) return comparedBy('newest');
  const compiled = compileImageRule(rule);
  return compiled.status === 'valid' ? compiled.rule : comparedBy(rule.select);
}
