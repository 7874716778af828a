import type { Finding, Pipeline } from '@backstage-gitops/plugin-gitops-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiQuestionLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import { useCallback, useId } from 'react';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { usePipelineScope } from '../../hooks/PipelineScope';
import { useLoad } from '../../hooks/useLoad';
import { useOnChange } from '../../hooks/useOnChange';
import { Loaded } from '../shared/Loaded';
import styles from './Preflight.module.css';

const LOOK: Record<
  Finding['status'],
  { Icon: RemixiconComponentType; label: string; className: string }
> = {
  passed: {
    Icon: RiCheckboxCircleLine,
    label: 'Passed',
    className: styles.passed,
  },
  failed: {
    Icon: RiCloseCircleLine,
    label: 'Failed',
    className: styles.failed,
  },
  unknown: {
    Icon: RiQuestionLine,
    label: 'Unknown',
    className: styles.unknown,
  },
};

const INTRODUCTION: Record<Exclude<Pipeline['preflight'], 'passed'>, string> = {
  failed:
    'Something outside of the portal is not set up as this pipeline needs it.',
  unknown: 'Some of what this pipeline needs could not be checked yet.',
};

/** What the pipeline needs around it, what was found instead, and how to put it right. */
export function Preflight(props: {
  outcome: Exclude<Pipeline['preflight'], 'passed'>;
}) {
  const api = useApi(gitopsApiRef);
  const { entityRef, revision } = usePipelineScope();
  const load = useLoad(
    useCallback(() => api.preflight(entityRef), [api, entityRef]),
  );
  useOnChange(revision, load.reload);
  const headingId = useId();
  return (
    <section aria-labelledby={headingId} className={styles.preflight}>
      <Text as="h2" variant="title-x-small" id={headingId}>
        Preflight
      </Text>
      <Text as="p">{INTRODUCTION[props.outcome]}</Text>
      <Loaded what="the preflight" load={load}>
        {findings => (
          <ul className={styles.findings}>
            {findings
              .filter(({ status }) => status !== 'passed')
              .map(finding => (
                <FindingItem
                  key={`${finding.check} ${finding.environment ?? ''}`}
                  finding={finding}
                />
              ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}

function FindingItem({ finding }: { finding: Finding }) {
  const { check, environment, expected, found, fix } = finding;
  const { Icon, label, className } = LOOK[finding.status];
  return (
    <li className={styles.finding}>
      <Icon size={20} className={className} aria-hidden />
      <div>
        <Text as="p" weight="bold">
          {`${label}: ${check}${environment ? ` (${environment})` : ''}`}
        </Text>
        <dl className={styles.details}>
          <dt>Expected</dt>
          <dd>{expected}</dd>
          <dt>Found</dt>
          <dd>{found}</dd>
          {fix && (
            <>
              <dt>Fix</dt>
              <dd>{fix}</dd>
            </>
          )}
        </dl>
      </div>
    </li>
  );
}
