import type { ImageRule } from '../../releases/releaseRules';
import type { TagChooser, TagFacts } from '../polling/choice';

/** An image rule as a pipeline file has it, with defaults. */
export function imageRule(changes: Partial<ImageRule> = {}): ImageRule {
  return { on: 'image', image: 'app', select: 'alphabetical', ...changes };
}

const byTime = (a: TagFacts, b: TagFacts) =>
  (b.createdAt ?? '').localeCompare(a.createdAt ?? '');

const byName = (a: TagFacts, b: TagFacts) => b.name.localeCompare(a.name);

/** Chooses by what tags begin with, and orders by time or by name. */
export const chooser: TagChooser = {
  choose: ({ tags: begin = '', select }, tags) =>
    tags
      .filter(({ name }) => name.startsWith(begin))
      .sort(select === 'newest' ? byTime : byName),
  explain: ({ tags: begin = '' }, tag) => `${tag} is not ${begin}.`,
};
