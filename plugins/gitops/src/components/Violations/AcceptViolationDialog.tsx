import type {
  Environment,
  Violation,
} from '@backstage-gitops/plugin-gitops-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { usePipelineScope } from '../../hooks/PipelineScope';
import { ReasonDialog } from '../ActionDialog';
import { CommitLink } from '../shared/CommitLink';
import { ViolationFiles } from './ViolationFiles';

/** Lets a violation stand, for a reason. */
export function AcceptViolationDialog(props: {
  violation: Violation;
  environment: Environment;
  onClose: () => void;
}) {
  const { violation, environment, onClose } = props;
  const { commit, commitUrl } = violation;
  const api = useApi(gitopsApiRef);
  const { entityRef } = usePipelineScope();
  return (
    <ReasonDialog
      title={`Accept a violation in ${environment.name}`}
      action="Accept violation"
      done={`Accepted the violation in ${environment.name}`}
      confirm={reason =>
        api.acceptViolation(
          { entityRef, environment: environment.name },
          commit,
          reason,
        )
      }
      onClose={onClose}
      destructive
    >
      <Alert
        status="danger"
        icon
        title="This is a bypass after the act: the change stays as it is. It is recorded with your name and reason."
      />
      <Text as="p">
        {violation.reason} <CommitLink commit={commit} url={commitUrl} /> by{' '}
        {violation.by.name}.
      </Text>
      <ViolationFiles files={violation.files} environment={environment} />
    </ReasonDialog>
  );
}
