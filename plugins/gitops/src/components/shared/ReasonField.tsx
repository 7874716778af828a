import { TextAreaField } from '@backstage/ui';

const MAX_LENGTH = 1000;

/** Asks why; the answer stays in the history. */
export function ReasonField(props: {
  value: string;
  onChange: (reason: string) => void;
}) {
  return (
    <TextAreaField
      label="Reason"
      description="Kept in the history, with your name."
      isRequired
      maxLength={MAX_LENGTH}
      {...props}
    />
  );
}
