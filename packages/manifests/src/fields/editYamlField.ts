import { parseSource } from '../yaml/source';
import { editField, FieldTarget } from './editField';
import { describeSteps, FieldStep } from './FieldStep';

/**
 * What became of a YAML text; `reason` is for a person.
 *
 * @public
 */
export type YamlEdit =
  | { status: 'edited'; text: string }
  | { status: 'unchanged' }
  | { status: 'refused'; reason: string };

/**
 * Sets or removes one field of a YAML text, and leaves every other byte as it is. What is missing on the way is made; an
 * item of a list that has the wanted keys is found by them, or added.
 *
 * @param file - `document` is the one to edit, counted from 0; without it the text must have one only.
 *
 * @public
 */
export function editYamlField(
  file: { path: string; text: string; document?: number },
  steps: readonly FieldStep[],
  to: FieldTarget,
): YamlEdit {
  const parsed = parseSource(file.path, file.text);
  if (parsed.status === 'failed') {
    return { status: 'refused', reason: parsed.problem.message };
  }
  const { source } = parsed;
  const { document = 0 } = file;
  if (file.document === undefined && source.documents.length !== 1) {
    return {
      status: 'refused',
      reason: `${file.path} has ${source.documents.length} documents; one is expected.`,
    };
  }
  const edit = editField({ source, document }, steps, to);
  switch (edit.status) {
    case 'edited':
      return { status: 'edited', text: edit.text };
    case 'unchanged':
    case 'absent':
      return { status: 'unchanged' };
    case 'shared':
      return {
        status: 'refused',
        reason: `${describeSteps(
          steps,
        )} is written by an anchor or a merge key (line ${edit.line} of ${
          file.path
        }), which other places use too. Change the file by hand.`,
      };
    default:
      return {
        status: 'refused',
        reason: `${describeSteps(steps)} of ${file.path} cannot be written: ${
          edit.reason
        }. Change the file by hand.`,
      };
  }
}
