import type {
  FieldDrift,
  ObservedObject,
} from '@backstage-gitops/plugin-gitops-common';
import { Text } from '@backstage/ui';
import { isDrift } from './fieldKinds';
import { FieldPath } from './FieldPath';
import { objectTitle } from './objectTitle';
import { ValueCells } from './ValueCells';
import fieldStyles from './FieldTable.module.css';
import styles from './PutBack.module.css';

const NOW = 'In the cluster now';
const LATER = 'Put back to';

/** What is written to the cluster, field by field, before it is asked for. */
export function PutBack({ objects }: { objects: ObservedObject[] }) {
  if (objects.length === 0) {
    return <Text as="p">Nothing differs, so there is nothing to write.</Text>;
  }
  return (
    <div className={styles.list}>
      {objects.map(object => (
        <div key={object.id}>
          <Text as="h3" weight="bold">
            {objectTitle(object)}
          </Text>
          <Outcome object={object} />
        </div>
      ))}
    </div>
  );
}

function Outcome({ object }: { object: ObservedObject }) {
  const { sync, fields, untouchable, problem } = object;
  const obstacle = untouchable ?? problem;
  if (obstacle !== undefined) {
    return <Text as="p">{`Left alone: ${obstacle}`}</Text>;
  }
  switch (sync) {
    case 'Missing':
      return <Text as="p">Created again, as Git has it.</Text>;
    case 'Orphaned':
      return (
        <Text as="p">
          Deleted if the pipeline file asks to prune, else left alone.
        </Text>
      );
    default:
      return (
        <FieldsPutBack
          label={`Fields of ${objectTitle(object)}`}
          fields={fields.filter(isDrift)}
        />
      );
  }
}

function FieldsPutBack(props: { label: string; fields: FieldDrift[] }) {
  return (
    <table className={fieldStyles.table} aria-label={props.label}>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">{NOW}</th>
          <th scope="col">{LATER}</th>
        </tr>
      </thead>
      <tbody>
        {props.fields.map(({ path, git, cluster }) => (
          <tr key={path}>
            <th scope="row">
              <FieldPath path={path} />
            </th>
            <ValueCells
              path={path}
              before={{ label: NOW, value: cluster, absent: 'not set' }}
              after={{ label: LATER, value: git, absent: 'removed' }}
            />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
