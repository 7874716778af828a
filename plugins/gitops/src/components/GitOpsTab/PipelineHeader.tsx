import type { Pipeline } from '@backstage-gitops/plugin-gitops-common';
import { Text } from '@backstage/ui';
import { FreezeMenu } from '../Freezes';
import { CommitLink } from '../shared/CommitLink';
import { ExternalLink } from '../shared/ExternalLink';
import styles from './PipelinePage.module.css';

/** Which file says how a pipeline goes, the commit of it in force, and what can be done to the whole. */
export function PipelineHeader({ pipeline }: { pipeline: Pipeline }) {
  const { file, policyCommit } = pipeline;
  return (
    <div className={styles.header}>
      <Text as="p" variant="body-small" color="secondary">
        {file && <ExternalLink href={file}>Pipeline file</ExternalLink>}
        {policyCommit && (
          <>
            {file ? ', policy of ' : 'Policy of '}
            <CommitLink commit={policyCommit} />
          </>
        )}
      </Text>
      <FreezeMenu pipeline={pipeline} />
    </div>
  );
}
