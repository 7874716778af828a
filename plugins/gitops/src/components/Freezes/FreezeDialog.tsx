import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { ReasonDialog } from '../ActionDialog';
import type { FreezeTarget } from './FreezeTarget';

/** Says what stops, asks why, and freezes. */
export function FreezeDialog(props: {
  target: FreezeTarget;
  onClose: () => void;
}) {
  const { target, onClose } = props;
  const api = useApi(gitopsApiRef);
  return (
    <ReasonDialog
      title={`Freeze ${target.name}`}
      description="Until it is lifted nothing is promoted, merged, rolled back or synced there, by people or by automation. Only a bypass passes it. What runs keeps running."
      action="Freeze"
      done={`Froze ${target.name}`}
      confirm={async reason => {
        // One after the other: what is frozen already stays so when a later one is refused.
        for (const scope of target.scopes) {
          await api.freeze(scope, reason);
        }
      }}
      onClose={onClose}
      destructive
    >
      {target.beyond && (
        <Text as="p" weight="bold">
          {target.beyond}
        </Text>
      )}
    </ReasonDialog>
  );
}
