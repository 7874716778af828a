import type {
  Environment,
  Release,
} from '@backstage-gitops/plugin-gitops-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { Select, Text } from '@backstage/ui';
import { useCallback, useState } from 'react';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { usePipelineScope } from '../../hooks/PipelineScope';
import { useLoad } from '../../hooks/useLoad';
import { ActionDialog } from '../ActionDialog';
import { PlanView } from '../PlanView';
import { Loaded } from '../shared/Loaded';
import { ACTION_LABELS } from './environmentActions';

/** Picks an eligible release, shows what promoting it would do, and asks for it. */
export function PromoteDialog(props: {
  environment: Environment;
  onClose: () => void;
}) {
  const { name, candidate } = props.environment;
  const api = useApi(gitopsApiRef);
  const { entityRef } = usePipelineScope();
  const releases = useLoad(
    useCallback(async () => {
      const { items } = await api.releases(entityRef);
      return items.filter(release => isEligible(release, name));
    }, [api, entityRef, name]),
  );
  const eligible =
    releases.state.status === 'ready' ? releases.state.value : [];

  const [picked, setPicked] = useState<string>();
  const proposed =
    eligible.find(({ id }) => id === candidate?.id) ?? eligible.at(0);
  const release = picked ?? proposed?.id;

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
        {items =>
          items.length === 0 ? (
            <Text as="p">
              No release may go to {name} now. The releases table says why not.
            </Text>
          ) : (
            <>
              <Select
                label="Release"
                options={items.map(({ id, version }) => ({
                  value: id,
                  label: version,
                }))}
                value={release}
                onChange={key => setPicked(String(key))}
              />
              <Loaded what="the plan" load={plan}>
                {value => value && <PlanView plan={value} />}
              </Loaded>
            </>
          )
        }
      </Loaded>
    </ActionDialog>
  );
}

function isEligible(release: Release, environment: string): boolean {
  return release.eligibility.some(
    entry => entry.environment === environment && entry.status === 'eligible',
  );
}
