import type {
  Environment,
  Promotion,
} from '@backstage-gitops/plugin-gitops-common';
import { Alert, Text } from '@backstage/ui';
import { GateList } from '../GateList';
import { CommitLink } from '../shared/CommitLink';
import { ExternalLink } from '../shared/ExternalLink';
import { PersonName } from '../shared/PersonName';
import { RelativeTime } from '../shared/RelativeTime';
import { Approvals } from './Approvals';
import styles from './OpenPromotion.module.css';

const NO_PULL_REQUEST: Record<Environment['promote'], string> = {
  commit: 'By a commit',
  pullRequest: 'No pull request yet',
};

/** What is on its way into an environment. */
export function OpenPromotion(props: {
  environment: Environment;
  promotion: Promotion;
}) {
  const { environment, promotion } = props;
  const { kind, release, pullRequest, requestedBy, approvals } = promotion;
  const what = kind === 'rollback' ? 'Rollback' : 'Promotion';
  return (
    <div className={styles.promotion} role="group" aria-label={what}>
      <Text as="h4" weight="bold">
        {what}
        {release && ` of ${release.version}`}
      </Text>
      <Text as="p" variant="body-small">
        {pullRequest ? (
          <>
            Pull request{' '}
            <ExternalLink href={pullRequest.url}>
              {`#${pullRequest.number}`}
            </ExternalLink>
          </>
        ) : (
          NO_PULL_REQUEST[environment.promote]
        )}
        {promotion.automatic ? ', automatic, since ' : ', requested '}
        {!promotion.automatic && (
          <>
            by <PersonName person={requestedBy} />{' '}
          </>
        )}
        <RelativeTime at={promotion.createdAt} />
      </Text>
      {promotion.restores && (
        <Text as="p" variant="body-small">
          {promotion.restore === 'image'
            ? 'Restores the image of '
            : 'Restores image and configuration of '}
          <CommitLink commit={promotion.restores} />
        </Text>
      )}
      {promotion.reason && <Text as="p">{`Reason: ${promotion.reason}`}</Text>}
      {promotion.problem && (
        <Alert
          status={promotion.state === 'failed' ? 'danger' : 'warning'}
          icon
          title={promotion.state === 'failed' ? 'Failed' : 'Retrying'}
          description={promotion.problem}
        />
      )}
      <GateList gates={promotion.gates} />
      <Approvals approvals={approvals} />
    </div>
  );
}
