import type { Pipeline } from '@backstage-gitops/plugin-gitops-common';
import { Button, Text } from '@backstage/ui';
import { useId, useState } from 'react';
import { CommitLink } from '../shared/CommitLink';
import { PersonName } from '../shared/PersonName';
import { RelativeTime } from '../shared/RelativeTime';
import { AcceptPolicyDialog } from './AcceptPolicyDialog';
import { mayAccept } from './mayAccept';
import { WeakenedList } from './WeakenedList';
import styles from './PolicyEdit.module.css';

/** An edit of the pipeline file that weakens what is protected, while it waits to be accepted. */
export function PendingPolicy({ pipeline }: { pipeline: Pipeline }) {
  const { pendingPolicy: edit, environments } = pipeline;
  // Its commit as it was when the dialog opened: news must not change what is being confirmed.
  const [opened, setOpened] = useState<string>();
  const headingId = useId();
  return (
    <>
      {edit && (
        <section aria-labelledby={headingId} className={styles.notice}>
          <Text as="h2" variant="title-x-small" id={headingId}>
            The pipeline file asks for less protection
          </Text>
          <Text as="p">
            <PersonName person={edit.by} /> changed it{' '}
            <RelativeTime at={edit.at} /> (
            <CommitLink commit={edit.commit} url={edit.commitUrl} />
            ). Until somebody accepts it, the earlier policy
            {edit.inForce && (
              <>
                {' '}
                (<CommitLink commit={edit.inForce} />)
              </>
            )}{' '}
            holds there.
          </Text>
          <WeakenedList weakens={edit.weakens} />
          {mayAccept(edit, environments) ? (
            <div>
              <Button
                size="small"
                variant="secondary"
                onPress={() => setOpened(edit.commit)}
              >
                Look and accept
              </Button>
            </div>
          ) : (
            <Text as="p" variant="body-small" color="secondary">
              It takes somebody who may accept policies on each of these
              environments.
            </Text>
          )}
        </section>
      )}
      {opened !== undefined && (
        <AcceptPolicyDialog
          commit={opened}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  );
}
