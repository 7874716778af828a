import type {
  PullRequestPlaceholder,
  TemplatePart,
} from '@backstage-gitops/plugin-gitops-common';
import { clip, type Value } from './Value';

/** What stands in place of the placeholders; nothing where there is no value. */
export type Values = Readonly<Partial<Record<PullRequestPlaceholder, Value>>>;

function print(
  template: readonly TemplatePart[],
  values: Values,
  texts: ReadonlyMap<PullRequestPlaceholder, string>,
): string {
  let filled = '';
  for (const part of template) {
    if (part.kind === 'text') {
      filled += part.text;
      continue;
    }
    const text = texts.get(part.name) ?? '';
    const isInside =
      values[part.name]?.shape === 'block' && /[^\n]$/.test(filled);
    filled += isInside && text !== '' ? `\n\n${text}` : text;
  }
  // Where a value is empty its line is, too.
  return filled.replace(/\n{3,}/g, '\n\n').trim();
}

/**
 * Puts values into a template. Where that is longer than there is room for, the longest value is shortened first, and
 * then the one that is the longest by then.
 *
 * @param room - in characters.
 */
export function fillTemplate(
  template: readonly TemplatePart[],
  values: Values,
  room: number,
): string {
  const uses = new Map<PullRequestPlaceholder, number>();
  for (const part of template) {
    if (part.kind === 'placeholder') {
      uses.set(part.name, (uses.get(part.name) ?? 0) + 1);
    }
  }
  const texts = new Map(
    [...uses.keys()].map(name => [name, values[name]?.text ?? '']),
  );
  const flexible = new Set(uses.keys());
  const length = (name: PullRequestPlaceholder) => texts.get(name)?.length ?? 0;
  let filled = print(template, values, texts);
  while (filled.length > room && flexible.size > 0) {
    const [longest] = [...flexible].sort((a, b) => length(b) - length(a));
    const excess = Math.ceil((filled.length - room) / (uses.get(longest) ?? 1));
    const shorter = values[longest]?.shortened(length(longest) - excess) ?? '';
    if (shorter.length < length(longest)) texts.set(longest, shorter);
    else flexible.delete(longest);
    filled = print(template, values, texts);
  }
  return clip(filled, room);
}
