import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { useCallback, useId } from 'react';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { usePipelineScope } from '../../hooks/PipelineScope';
import { useOnChange } from '../../hooks/useOnChange';
import { usePages } from '../../hooks/usePages';
import { Loaded } from '../shared/Loaded';
import { CandidateItem } from './CandidateItem';
import styles from './Releases.module.css';

/** What is no release, and why not: by itself, or as far as an environment is concerned. */
export function Candidates({ environment }: { environment?: string }) {
  const api = useApi(gitopsApiRef);
  const { entityRef, revision } = usePipelineScope();
  const pages = usePages(
    useCallback(
      (cursor: string | undefined) => api.candidates(entityRef, cursor),
      [api, entityRef],
    ),
  );
  useOnChange(revision, pages.reload);
  const headingId = useId();
  return (
    <Loaded what="what is no release" load={pages}>
      {({ items, nextCursor }) =>
        items.length > 0 && (
          <section aria-labelledby={headingId} className={styles.candidates}>
            <Text as="h3" variant="body-large" weight="bold" id={headingId}>
              Not a release
            </Text>
            <ul className={styles.candidateList}>
              {items.map(candidate => (
                <CandidateItem
                  key={`${candidate.on} ${candidate.images} ${candidate.name}`}
                  candidate={candidate}
                  environment={environment}
                />
              ))}
            </ul>
            {nextCursor !== undefined && (
              <div>
                <Button variant="secondary" onPress={pages.loadMore}>
                  Load more
                </Button>
              </div>
            )}
          </section>
        )
      }
    </Loaded>
  );
}
