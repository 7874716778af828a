import styles from './FieldValue.module.css';

/** Characters of a value that are shown without asking for it. */
const EXCERPT_LENGTH = 120;

/** The value of a field; a long one opens on demand. */
export function FieldValue(props: {
  value: string | undefined;
  /** What to say where there is no value. */
  absent: string;
}) {
  const { value, absent } = props;
  if (value === undefined) {
    return <span className={styles.absent}>{absent}</span>;
  }
  if (value === '') {
    return <span className={styles.absent}>empty</span>;
  }
  const lines = value.replace(/\n$/, '').split('\n');
  if (lines.length === 1 && value.length <= EXCERPT_LENGTH) {
    return <code className={styles.value}>{value}</code>;
  }
  return (
    <details>
      <summary className={styles.summary}>
        <code className={styles.value}>
          {`${lines[0].slice(0, EXCERPT_LENGTH)}…`}
        </code>{' '}
        {lines.length > 1
          ? `(${lines.length} lines)`
          : `(${value.length} characters)`}
      </summary>
      <pre className={`${styles.value} ${styles.whole}`}>{value}</pre>
    </details>
  );
}
