import { useState } from 'react';
import { ReasonField } from '../shared/ReasonField';
import { ActionDialog, type ActionDialogProps } from './ActionDialog';

/** An {@link ActionDialog} that first wants a reason. */
export function ReasonDialog({
  confirm,
  children,
  isDisabled,
  ...props
}: Omit<ActionDialogProps, 'confirm'> & {
  confirm: (reason: string) => Promise<unknown>;
}) {
  const [reason, setReason] = useState('');
  return (
    <ActionDialog
      {...props}
      isDisabled={isDisabled || reason.trim() === ''}
      confirm={() => confirm(reason.trim())}
    >
      {children}
      <ReasonField value={reason} onChange={setReason} />
    </ActionDialog>
  );
}
