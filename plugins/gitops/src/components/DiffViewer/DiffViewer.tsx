import type { FileDifference } from '@backstage-gitops/plugin-gitops-common';
import { Text } from '@backstage/ui';
import { parsePatch, type PatchLine } from './parsePatch';
import styles from './DiffViewer.module.css';

/** What changes in which files. Added and removed lines differ by mark and element, not only by colour. */
export function DiffViewer({ differences }: { differences: FileDifference[] }) {
  if (differences.length === 0) {
    return <Text as="p">No file changes.</Text>;
  }
  return (
    <div className={styles.files}>
      {differences.map(({ path, patch }) => (
        <figure key={path} className={styles.file}>
          <figcaption className={styles.path}>{path}</figcaption>
          <pre
            className={styles.patch}
            role="group"
            aria-label={`Changes in ${path}`}
          >
            {parsePatch(patch).map((line, index) => (
              <Line key={index} line={line} />
            ))}
          </pre>
        </figure>
      ))}
    </div>
  );
}

function Line({ line }: { line: PatchLine }) {
  switch (line.kind) {
    case 'added':
      return <ins className={styles.added}>{`+${line.text}`}</ins>;
    case 'removed':
      return <del className={styles.removed}>{`-${line.text}`}</del>;
    case 'context':
      return <span className={styles.line}>{` ${line.text}`}</span>;
    default:
      return <span className={styles.note}>{line.text}</span>;
  }
}
