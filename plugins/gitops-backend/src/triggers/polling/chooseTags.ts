import { selectTags } from '@backstage-gitops/policy';
import { compileImageRule } from '../../releases/releaseRules';
import type { ChooseTags } from './choice';

/** Stands for a time that nobody asked for yet: before all others. */
const UNKNOWN_TIME = new Date(0).toISOString();

/** Chooses as announced releases are judged. */
export const chooseTags: ChooseTags = (rule, tags) => {
  const compiled = compileImageRule(rule);
  if (compiled.status === 'invalid') return [];
  const dated = tags.map(tag => ({
    name: tag.name,
    createdAt: tag.createdAt ?? UNKNOWN_TIME,
    tag,
  }));
  return selectTags(compiled.rule, dated).map(({ tag }) => tag);
};
