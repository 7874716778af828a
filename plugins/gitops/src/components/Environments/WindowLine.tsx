import type { WindowState } from '@backstage-gitops/plugin-gitops-common';
import { Text } from '@backstage/ui';
import { RiTimeLine } from '@remixicon/react';
import { Moment } from '../shared/Moment';
import styles from './WindowLine.module.css';

const WORDS: Record<WindowState['status'], { now: string; then: string }> = {
  open: { now: 'Open', then: 'closes' },
  closed: { now: 'Closed', then: 'opens' },
};

/** Whether it is the time for promotions, and when that changes, on the reader's clock; the sentence names the file's. */
export function WindowLine({ window }: { window: WindowState }) {
  const { status, sentence, until } = window;
  const { now, then } = WORDS[status];
  return (
    <div className={styles.window} role="group" aria-label="Window">
      <RiTimeLine size={16} className={styles[status]} aria-hidden />
      <div>
        <Text as="p" variant="body-small">
          Window: <strong>{now}</strong>
          {until && (
            <>
              , {then} <Moment at={until} />
            </>
          )}
        </Text>
        <Text as="p" variant="body-x-small" color="secondary">
          {sentence}
        </Text>
      </div>
    </div>
  );
}
