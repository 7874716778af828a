import { useApi } from '@backstage/frontend-plugin-api';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { ActionDialog } from '../ActionDialog';
import { scopeName } from './scopeName';

/** Says what goes on, and lifts a freeze. */
export function UnfreezeDialog(props: { scope: string; onClose: () => void }) {
  const { scope, onClose } = props;
  const api = useApi(gitopsApiRef);
  const name = scopeName(scope);
  return (
    <ActionDialog
      title={`Unfreeze ${name}`}
      description="Promotions, merges, rollbacks and syncs go on at once, as far as their other gates pass. A freeze of something wider or narrower stays."
      action="Unfreeze"
      done={`Unfroze ${name}`}
      confirm={() => api.unfreeze(scope)}
      onClose={onClose}
    />
  );
}
