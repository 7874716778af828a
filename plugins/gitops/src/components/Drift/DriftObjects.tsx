import type {
  DriftReport,
  ObservedObject,
} from '@backstage-gitops/plugin-gitops-common';
import { Switch, Text } from '@backstage/ui';
import { useId, useState, type ReactNode } from 'react';
import { describeGroup } from './describeGroup';
import { FIELD_KINDS } from './fieldKinds';
import {
  countInformation,
  groupObjects,
  type GroupedObjects,
} from './groupObjects';
import { SameObjects } from './SameObjects';
import type { ShownFields } from './ObjectItem';
import styles from './DriftObjects.module.css';

/** The objects of an environment: those that differ first, the others folded. */
export function DriftObjects(props: {
  report: DriftReport;
  children: (object: ObservedObject, shownFields: ShownFields) => ReactNode;
}) {
  const { state, objects } = props.report;
  const [shownFields, setShownFields] = useState<ShownFields>('drift');
  const groups = groupObjects(objects);
  const isAsGitHasIt =
    state.sync === 'Synced' &&
    groups.differing.length + groups.unclear.length === 0;
  const information = countInformation(objects);
  const { shownGroups, folded } = arrange(groups, shownFields);
  const show = (object: ObservedObject) => props.children(object, shownFields);

  return (
    <div className={styles.groups}>
      {isAsGitHasIt && (
        <Text as="p" weight="bold">
          {objects.length > 0
            ? 'Everything is as Git has it.'
            : 'Git has no objects for this environment.'}
        </Text>
      )}
      {information > 0 && (
        <Switch
          label={`Show what is not drift: overridden, or not in Git (${information})`}
          isSelected={shownFields === 'all'}
          onChange={isSelected => setShownFields(isSelected ? 'all' : 'drift')}
        />
      )}
      {shownGroups.map(group => (
        <Group
          key={group}
          title={describeGroup(group, groups[group].length, state.sync)}
          objects={groups[group]}
        >
          {show}
        </Group>
      ))}
      {folded.length > 0 && (
        <SameObjects
          title={describeGroup('same', folded.length, state.sync)}
          objects={folded}
        />
      )}
      {objects.some(({ fields }) => fields.length > 0) && <Words />}
    </div>
  );
}

/** Which groups are shown, and what is folded: objects as Git has them are looked into with all fields only. */
function arrange(
  groups: GroupedObjects,
  shownFields: ShownFields,
): {
  shownGroups: Array<keyof GroupedObjects>;
  folded: ObservedObject[];
} {
  const always = ['differing', 'unclear', 'orphaned'] as const;
  return shownFields === 'all'
    ? { shownGroups: [...always, 'annotated'], folded: groups.same }
    : {
        shownGroups: [...always],
        folded: [...groups.annotated, ...groups.same],
      };
}

function Group(props: {
  title: string;
  objects: ObservedObject[];
  children: (object: ObservedObject) => ReactNode;
}) {
  const headingId = useId();
  if (props.objects.length === 0) {
    return undefined;
  }
  return (
    <section aria-labelledby={headingId} className={styles.group}>
      <Text as="h3" weight="bold" id={headingId}>
        {props.title}
      </Text>
      {props.objects.map(props.children)}
    </section>
  );
}

function Words() {
  return (
    <details className={styles.words}>
      <summary>What the words mean</summary>
      <dl>
        {Object.values(FIELD_KINDS).map(({ label, meaning }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
