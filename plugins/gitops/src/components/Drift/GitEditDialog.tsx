import type {
  GitEdit,
  ObservedObject,
} from '@backstage-gitops/plugin-gitops-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { CheckboxGroup, Checkbox, Text } from '@backstage/ui';
import { useCallback, useState } from 'react';
import type { GitEditRequest } from '../../api/GitOpsApi';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { usePipelineScope } from '../../hooks/PipelineScope';
import { useLoad } from '../../hooks/useLoad';
import { ReasonDialog } from '../ActionDialog';
import { DiffViewer } from '../DiffViewer';
import { Loaded } from '../shared/Loaded';
import { isDrift } from './fieldKinds';
import { objectTitle } from './objectTitle';
import { OBJECT_LABELS } from './reconcileActions';

/** Something that changes Git and not the cluster. */
export interface GitEditIntent {
  action: GitEditRequest['action'];
  object: ObservedObject;
}

const DESCRIPTIONS: Record<GitEditRequest['action'], string> = {
  adopt:
    'Makes Git say what the cluster has in these fields. The cluster stays as it is.',
  ignore:
    'Proposes in the pipeline file that these fields are not compared any more, whatever they are.',
};

/** Shows what would be written to Git for the fields that are chosen, and writes it with a reason. */
export function GitEditDialog(props: {
  environment: string;
  intent: GitEditIntent;
  onClose: () => void;
}) {
  const { environment, intent, onClose } = props;
  const { action, object } = intent;
  const api = useApi(gitopsApiRef);
  const { entityRef } = usePipelineScope();
  const paths = object.fields.filter(isDrift).map(({ path }) => path);
  const [chosen, setChosen] = useState(paths);
  const request = { action, object: object.id, fields: chosen };
  const plan = useLoad(
    useCallback(
      async () =>
        chosen.length === 0
          ? undefined
          : api.planGitEdit(
              { entityRef, environment },
              { action, object: object.id, fields: chosen },
            ),
      [api, entityRef, environment, action, object.id, chosen],
    ),
  );
  const edit = plan.state.status === 'ready' ? plan.state.value : undefined;
  const title = `${OBJECT_LABELS[action]} ${objectTitle(object)}`;

  return (
    <ReasonDialog
      title={`${title} in ${environment}`}
      description={DESCRIPTIONS[action]}
      action={OBJECT_LABELS[action]}
      done={`${title}: written to Git`}
      isDisabled={edit === undefined}
      confirm={async reason => {
        if (edit) {
          const { seen } = edit;
          await api.editGit({ entityRef, environment }, request, {
            reason,
            seen,
          });
        }
      }}
      onClose={onClose}
    >
      <CheckboxGroup label="Fields" value={chosen} onChange={setChosen}>
        {paths.map(path => (
          <Checkbox key={path} value={path}>
            {path}
          </Checkbox>
        ))}
      </CheckboxGroup>
      <Loaded what="what would be written" load={plan}>
        {value => value && <Planned edit={value} />}
      </Loaded>
    </ReasonDialog>
  );
}

function Planned({ edit }: { edit: GitEdit }) {
  return (
    <>
      <Text as="p">
        {edit.way === 'commit'
          ? `By a commit, at once. ${edit.sentence}`
          : `By a pull request, for others to review. ${edit.sentence}`}
      </Text>
      <DiffViewer differences={edit.differences} />
    </>
  );
}
