import type { Environment } from '@backstage-gitops/plugin-gitops-common';
import { placeOf } from './describeViolation';
import styles from './Violations.module.css';

/** The files that a violation changed; what is not the environment's own, such as a base, is named as such. */
export function ViolationFiles(props: {
  files: string[];
  environment: Environment;
}) {
  const { files, environment } = props;
  if (files.length === 0) {
    return undefined;
  }
  return (
    <ul className={styles.files} aria-label="Changed files">
      {files.map(file => (
        <li key={file}>
          <code>{file}</code>
          {placeOf(file, environment) === 'outside' && (
            <span className={styles.aside}>
              {` (shared: outside of ${environment.path})`}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
