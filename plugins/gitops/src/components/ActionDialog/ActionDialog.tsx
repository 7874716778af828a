import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import { useState, type ReactNode } from 'react';
import { useNotify } from '../../hooks/useNotify';
import { usePipelineScope } from '../../hooks/PipelineScope';
import styles from './ActionDialog.module.css';

type Progress =
  | { status: 'editing' }
  | { status: 'sending' }
  | { status: 'refused'; message: string };

/** What every dialog of an action has in common. */
export interface ActionDialogProps {
  title: string;
  /** One sentence: what confirming does. */
  description?: string;
  /** The verb, on the button that confirms. */
  action: string;
  /** Told once it is done, such as "Held production". */
  done: string;
  /** Does it; a rejection is shown, and the dialog stays. */
  confirm: () => Promise<unknown>;
  onClose: () => void;
  isDisabled?: boolean;
  destructive?: boolean;
  children?: ReactNode;
}

/** Asks before something is done, does it, and shows the server's word if it refuses. */
export function ActionDialog(props: ActionDialogProps) {
  const { confirm, done, onClose } = props;
  const { refresh } = usePipelineScope();
  const notify = useNotify();
  const [progress, setProgress] = useState<Progress>({ status: 'editing' });

  const send = async () => {
    setProgress({ status: 'sending' });
    try {
      await confirm();
    } catch (error) {
      setProgress({
        status: 'refused',
        message: error instanceof Error ? error.message : String(error),
      });
      return;
    }
    notify(done);
    onClose();
    await refresh();
  };

  return (
    <Dialog
      isOpen
      onOpenChange={isOpen => {
        if (!isOpen) {
          onClose();
        }
      }}
      width="min(44rem, calc(100vw - 2rem))"
    >
      <DialogHeader>{props.title}</DialogHeader>
      <DialogBody>
        <div className={styles.body}>
          {props.description && <Text as="p">{props.description}</Text>}
          {props.children}
          {progress.status === 'refused' && (
            <Alert
              role="alert"
              status="danger"
              icon
              title={`${props.action}: refused`}
              description={progress.message}
            />
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button
          variant="primary"
          destructive={props.destructive}
          isDisabled={props.isDisabled}
          isPending={progress.status === 'sending'}
          onPress={send}
        >
          {props.action}
        </Button>
        <Button variant="secondary" onPress={onClose}>
          Back
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
