import { DiffViewer } from '../DiffViewer';
import { FieldValue } from './FieldValue';
import { hasLines, patchBetween } from './patchBetween';
import styles from './ValueCells.module.css';

/** A value as one of the columns of a table has it. */
export interface ValueColumn {
  label: string;
  value: string | undefined;
  /** What to say where there is no value. */
  absent: string;
}

/** Two columns of a row: the values side by side, or their lines as one comparison across both. */
export function ValueCells(props: {
  path: string;
  before: ValueColumn;
  after: ValueColumn;
}) {
  const { path, before, after } = props;
  const texts = { before: before.value, after: after.value };
  if (hasLines(texts)) {
    const legend = `- ${before.label}, + ${after.label}`;
    return (
      <td colSpan={2} data-label={legend} className={styles.lines}>
        <DiffViewer
          differences={[{ path, patch: patchBetween({ ...texts, legend }) }]}
        />
      </td>
    );
  }
  return (
    <>
      {[before, after].map(({ label, value, absent }) => (
        <td key={label} data-label={label}>
          <FieldValue value={value} absent={absent} />
        </td>
      ))}
    </>
  );
}
