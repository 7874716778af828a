import type {
  Environment,
  Release,
  ReleaseReference,
} from '@backstage-gitops/plugin-gitops-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Select, Text } from '@backstage/ui';
import { useCallback, useState } from 'react';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { usePipelineScope } from '../../hooks/PipelineScope';
import { useLoad } from '../../hooks/useLoad';
import { usePages } from '../../hooks/usePages';
import { ActionDialog } from '../ActionDialog';
import { PlanView } from '../PlanView';
import { Loaded } from '../shared/Loaded';
import { ACTION_LABELS } from './environmentActions';

/** Picks an eligible release, shows what promoting it would do, and asks for it. */
export function PromoteDialog(props: {
  environment: Environment;
  onClose: () => void;
}) {
  const { name } = props.environment;
  const api = useApi(gitopsApiRef);
  const { entityRef } = usePipelineScope();
  const releases = usePages(
    useCallback(
      (cursor: string | undefined) => api.releases(entityRef, cursor),
      [api, entityRef],
    ),
  );
  const choices =
    releases.state.status === 'ready'
      ? choicesFor(props.environment, releases.state.value.items)
      : [];

  const [picked, setPicked] = useState<string>();
  const release = picked ?? choices.at(0)?.id;

  const plan = useLoad(
    useCallback(
      async () =>
        release === undefined
          ? undefined
          : api.planPromotion({ entityRef, environment: name, release }),
      [api, entityRef, name, release],
    ),
  );
  const isPlanned =
    plan.state.status === 'ready' && plan.state.value !== undefined;

  return (
    <ActionDialog
      title={`Promote to ${name}`}
      action={ACTION_LABELS.promote}
      done={`Requested the promotion to ${name}`}
      isDisabled={!isPlanned}
      confirm={async () => {
        if (release !== undefined) {
          await api.promote({ entityRef, environment: name, release });
        }
      }}
      onClose={props.onClose}
    >
      <Loaded what="the releases" load={releases}>
        {({ nextCursor }) => (
          <>
            {choices.length === 0 ? (
              <Text as="p">
                {nextCursor === undefined
                  ? `No release may go to ${name} now. The releases table says why not.`
                  : `None of the newest releases may go to ${name} now. The releases table says why not.`}
              </Text>
            ) : (
              <Select
                label="Release"
                options={choices.map(({ id, version }) => ({
                  value: id,
                  label: version,
                }))}
                value={release}
                onChange={key => setPicked(String(key))}
              />
            )}
            {nextCursor !== undefined && (
              <div>
                <Button
                  size="small"
                  variant="tertiary"
                  onPress={releases.loadMore}
                >
                  Look for older releases
                </Button>
              </div>
            )}
            {choices.length > 0 && (
              <Loaded what="the plan" load={plan}>
                {value => value && <PlanView plan={value} />}
              </Loaded>
            )}
          </>
        )}
      </Loaded>
    </ActionDialog>
  );
}

// The candidate comes first, and also where it is older than all releases that are loaded.
function choicesFor(
  { name, candidate }: Environment,
  releases: Release[],
): ReleaseReference[] {
  const eligible = releases.filter(
    ({ id, eligibility }) =>
      id !== candidate?.id &&
      eligibility.some(
        entry => entry.environment === name && entry.status === 'eligible',
      ),
  );
  return candidate ? [candidate, ...eligible] : eligible;
}
