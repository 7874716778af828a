import { fence, inMarkdown } from './escape';
import type { RenderedDifference } from './RenderedDifferences';
import { block, clip, LONGEST_LINE, type Value } from './Value';

/** Warnings of a rendering that are shown. */
const MOST_WARNINGS = 10;

const SHORTENED = (count: number) => `... ${count} lines more (shortened)`;

function summaryOf({
  changed,
  added,
  removed,
}: Extract<RenderedDifference, { status: 'rendered' }>): string {
  const parts: Array<[number, string]> = [
    [changed, 'changed'],
    [added, 'added'],
    [removed, 'removed'],
  ];
  const total = changed + added + removed;
  return `${total === 1 ? '1 object' : `${total} objects`}: ${parts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${count} ${what}`)
    .join(', ')}`;
}

/** What changes in the rendered objects, folded up. */
export function describeDifference(difference: RenderedDifference): Value {
  if (difference.status === 'failed') {
    return block({
      lines: [`Not shown. ${inMarkdown(difference.reason)}`],
      more: SHORTENED,
    });
  }
  const warnings = difference.warnings
    .slice(0, MOST_WARNINGS)
    .map(warning => `- ${inMarkdown(clip(warning, LONGEST_LINE))}`);
  const { lines, left } = difference;
  if (lines.length === 0) {
    return block({
      lines: ['Nothing changes in the rendered objects.', ...warnings],
      more: SHORTENED,
    });
  }
  const { begin, end } = fence('diff', lines);
  return block({
    before: [
      `<details><summary>${summaryOf(difference)}</summary>`,
      '',
      ...(warnings.length > 0 ? [...warnings, ''] : []),
      begin,
    ],
    lines: [
      ...lines,
      ...(left.lines > 0 ? [`... ${left.lines} lines more`] : []),
      ...(left.objects > 0 ? [`... ${left.objects} objects more`] : []),
    ],
    after: [end, '', '</details>'],
    more: SHORTENED,
  });
}
