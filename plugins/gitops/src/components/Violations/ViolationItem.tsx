import type {
  Environment,
  Violation,
} from '@backstage-gitops/plugin-gitops-common';
import { Button, Text } from '@backstage/ui';
import { RiAlertLine } from '@remixicon/react';
import { CommitLink } from '../shared/CommitLink';
import { ExternalLink } from '../shared/ExternalLink';
import { PersonName } from '../shared/PersonName';
import { RelativeTime } from '../shared/RelativeTime';
import { VIOLATION_TITLES } from './describeViolation';
import { ViolationFiles } from './ViolationFiles';
import styles from './Violations.module.css';

/** One violation; `onAccept` is missing where the viewer may not let it stand. */
export function ViolationItem(props: {
  violation: Violation;
  environment: Environment;
  onAccept?: (violation: Violation) => void;
}) {
  const { violation, environment, onAccept } = props;
  const { commit, commitUrl, by, at, pullRequest, revert } = violation;
  return (
    <li className={styles.violation}>
      <Text as="p" weight="bold" className={styles.title}>
        <RiAlertLine size={16} aria-hidden />
        <span>Violation: {VIOLATION_TITLES[violation.kind]}</span>
      </Text>
      <Text as="p" variant="body-small">
        {violation.reason}
      </Text>
      <Text as="p" variant="body-small">
        <CommitLink commit={commit} url={commitUrl} /> by{' '}
        <PersonName person={by} />, <RelativeTime at={at} />
        {pullRequest !== undefined && `, from pull request #${pullRequest}`}
      </Text>
      <ViolationFiles files={violation.files} environment={environment} />
      {revert && (
        <Text as="p" variant="body-small">
          Pull request{' '}
          <ExternalLink href={revert.url}>{`#${revert.number}`}</ExternalLink>{' '}
          takes it back.
        </Text>
      )}
      {onAccept && (
        <div>
          <Button
            size="small"
            variant="secondary"
            aria-label={`Accept violation ${commit.slice(0, 7)}`}
            onPress={() => onAccept(violation)}
          >
            Accept violation
          </Button>
        </div>
      )}
    </li>
  );
}
