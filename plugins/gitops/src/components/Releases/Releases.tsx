import type { Release } from '@backstage-gitops/plugin-gitops-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { useCallback, useId, useState } from 'react';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { usePipelineScope } from '../../hooks/PipelineScope';
import { useOnChange } from '../../hooks/useOnChange';
import { usePages } from '../../hooks/usePages';
import { EnvironmentSelect } from '../shared/EnvironmentSelect';
import { Loaded } from '../shared/Loaded';
import { AnnounceHelp } from './AnnounceHelp';
import { Candidates } from './Candidates';
import { ReleaseActionDialog } from './ReleaseActionDialog';
import { ReleaseRow } from './ReleaseRow';
import { titleOf } from './titleOf';
import styles from './Releases.module.css';

/** The releases of a pipeline, and what is none: each with why it may go where, and why not. */
export function Releases(props: {
  environments: string[];
  canReject: boolean;
}) {
  const api = useApi(gitopsApiRef);
  const { entityRef, revision } = usePipelineScope();
  const pages = usePages(
    useCallback(
      (cursor: string | undefined) => api.releases(entityRef, cursor),
      [api, entityRef],
    ),
  );
  useOnChange(revision, pages.reload);
  const [environment, setEnvironment] = useState<string>();
  const [judged, setJudged] = useState<Release>();
  const headingId = useId();
  return (
    <section aria-labelledby={headingId} className={styles.releases}>
      <div className={styles.header}>
        <Text as="h2" variant="title-x-small" id={headingId}>
          Releases
        </Text>
        <div>
          <EnvironmentSelect
            environments={props.environments}
            value={environment}
            onChange={setEnvironment}
          />
        </div>
      </div>
      <Loaded what="the releases" load={pages}>
        {({ items, nextCursor }) =>
          items.length === 0 ? (
            <AnnounceHelp />
          ) : (
            <>
              <table className={styles.table} aria-labelledby={headingId}>
                <thead>
                  <tr>
                    <th scope="col">Version</th>
                    <th scope="col">Source</th>
                    <th scope="col">Announced</th>
                    <th scope="col">Deployed in</th>
                    <th scope="col">{titleOf(environment)}</th>
                    {props.canReject && <th scope="col">Actions</th>}
                  </tr>
                </thead>
                <tbody>
                  {items.map(release => (
                    <ReleaseRow
                      key={release.id}
                      release={release}
                      environment={environment}
                      onJudge={props.canReject ? setJudged : undefined}
                    />
                  ))}
                </tbody>
              </table>
              {nextCursor !== undefined && (
                <div>
                  <Button variant="secondary" onPress={pages.loadMore}>
                    Load more releases
                  </Button>
                </div>
              )}
            </>
          )
        }
      </Loaded>
      <Candidates environment={environment} />
      {judged && (
        <ReleaseActionDialog
          release={judged}
          onClose={() => setJudged(undefined)}
        />
      )}
    </section>
  );
}
