import type { Finding, Pipeline } from '@backstage-gitops/plugin-gitops-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { useCallback, useId } from 'react';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { usePipelineScope } from '../../hooks/PipelineScope';
import { useLoad } from '../../hooks/useLoad';
import { useOnChange } from '../../hooks/useOnChange';
import { Loaded } from '../shared/Loaded';
import { FindingItem } from './FindingItem';
import styles from './Preflight.module.css';

const INTRODUCTION: Record<Pipeline['preflight'], string> = {
  passed: 'All that this pipeline needs around it was found.',
  failed:
    'Something outside of the portal is not set up as this pipeline needs it.',
  unknown: 'Some of what this pipeline needs could not be checked yet.',
};

/** What the pipeline needs around it, what was found instead, and how to put it right. */
export function Preflight({ outcome }: { outcome: Pipeline['preflight'] }) {
  const api = useApi(gitopsApiRef);
  const { entityRef, revision } = usePipelineScope();
  const load = useLoad(
    useCallback(() => api.preflight(entityRef), [api, entityRef]),
  );
  useOnChange(revision, load.reload);
  const headingId = useId();
  return (
    <section
      aria-labelledby={headingId}
      className={styles.preflight}
      data-outcome={outcome}
    >
      <Text as="h2" variant="title-x-small" id={headingId}>
        Preflight
      </Text>
      <Text as="p">{INTRODUCTION[outcome]}</Text>
      <Loaded what="the preflight" load={load}>
        {findings => (
          <ul className={styles.findings}>
            {worthShowing(findings, outcome).map(finding => (
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

// Whoever has something to put right is not to search for it among what is right.
function worthShowing(
  findings: Finding[],
  outcome: Pipeline['preflight'],
): Finding[] {
  return outcome === 'passed'
    ? findings
    : findings.filter(({ status }) => status !== 'passed');
}
