import { judgeTag, selectTags } from '@backstage-gitops/policy';
import { compileImageRule } from '../../releases/releaseRules';
import type { TagChooser } from './choice';

/** Stands for a time that nobody asked for yet: before all others. */
const UNKNOWN_TIME = new Date(0).toISOString();

/** Chooses as announced releases are judged. */
export const tagChooser: TagChooser = {
  choose: (rule, tags) => {
    const compiled = compileImageRule(rule, rule.reserved ?? []);
    if (compiled.status === 'invalid') return [];
    const dated = tags.map(tag => ({
      name: tag.name,
      createdAt: tag.createdAt ?? UNKNOWN_TIME,
      tag,
    }));
    return selectTags(compiled.rule, dated).map(({ tag }) => tag);
  },
  explain: (rule, name) => {
    const compiled = compileImageRule(rule, rule.reserved ?? []);
    if (compiled.status === 'invalid') {
      return compiled.problems.map(({ reason }) => `${reason}.`).join(' ');
    }
    const verdict = judgeTag(compiled.rule, { name, createdAt: UNKNOWN_TIME });
    // Of images of pull requests it is said why by the rules on those.
    return verdict.status === 'excluded' && verdict.by !== 'reserved'
      ? verdict.reason
      : undefined;
  },
};
