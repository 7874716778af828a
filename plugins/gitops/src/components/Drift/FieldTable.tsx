import type { FieldDrift } from '@backstage-gitops/plugin-gitops-common';
import { RelativeTime } from '../shared/RelativeTime';
import { FIELD_KINDS } from './fieldKinds';
import { FieldPath } from './FieldPath';
import { ValueCells } from './ValueCells';
import styles from './FieldTable.module.css';

/** Fields that differ: what Git says, what the cluster has, and who made it so. */
export function FieldTable(props: { label: string; fields: FieldDrift[] }) {
  return (
    <table
      className={`${styles.table} ${styles.columns}`}
      aria-label={props.label}
    >
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Git</th>
          <th scope="col">Cluster</th>
          <th scope="col">Who</th>
          <th scope="col">When</th>
          <th scope="col">Difference</th>
        </tr>
      </thead>
      <tbody>
        {props.fields.map(field => (
          <FieldRow key={`${field.kind} ${field.path}`} field={field} />
        ))}
      </tbody>
    </table>
  );
}

function FieldRow({ field }: { field: FieldDrift }) {
  const { path, kind, git, cluster, by } = field;
  return (
    <tr>
      <th scope="row">
        <FieldPath path={path} />
      </th>
      <ValueCells
        path={path}
        before={{ label: 'Git', value: git, absent: 'not set' }}
        after={{ label: 'Cluster', value: cluster, absent: 'not set' }}
      />
      <td data-label="Who">
        {by.length === 0 ? (
          'Not recorded'
        ) : (
          <ul className={styles.owners}>
            {by.map(owner => (
              <li key={`${owner.manager} ${owner.operation}`}>
                {owner.manager} ({owner.operation})
              </li>
            ))}
          </ul>
        )}
      </td>
      <td data-label="When">
        {by.length === 0 ? (
          'Not recorded'
        ) : (
          <ul className={styles.owners}>
            {by.map(owner => (
              <li key={`${owner.manager} ${owner.operation}`}>
                {owner.time ? <RelativeTime at={owner.time} /> : 'Not recorded'}
              </li>
            ))}
          </ul>
        )}
      </td>
      <td data-label="Difference">{FIELD_KINDS[kind].label}</td>
    </tr>
  );
}
