import type { Environment } from '@backstage-gitops/plugin-gitops-common';
import { Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import { DriftView } from './DriftView';

/** The drift of an environment, over the page. */
export function DriftDialog(props: {
  environment: Environment;
  onClose: () => void;
}) {
  const { environment, onClose } = props;
  return (
    <Dialog
      isOpen
      onOpenChange={isOpen => {
        if (!isOpen) {
          onClose();
        }
      }}
      width="min(80rem, calc(100vw - 2rem))"
    >
      <DialogHeader>{`Drift of ${environment.name}`}</DialogHeader>
      <DialogBody>
        <DriftView environment={environment} />
      </DialogBody>
    </Dialog>
  );
}
