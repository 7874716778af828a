import type { StoredPipeline } from '../pipelines/Declaration';
import { kindOf, nameOf } from './Announcing';
import { completeSource } from './completeSource';
import { identify, type KnownAnnouncers } from './identify';
import { mayAnnounce } from './mayAnnounce';
import type { Announcement } from '../releases/announceRelease';

/** Whoever may announce a release of a pipeline, without credentials of Backstage. */
export interface Admitted {
  pipeline: StoredPipeline;
  /** For the record. */
  by: string;
  /**
   * The announcement, with its source where a token says it.
   *
   * @throws InputError where the source is of another repository than the token.
   */
  complete(announcement: Announcement): Announcement;
}

/** What becomes of a request to announce. `by` is who it is of, in few words. */
export type Admission =
  | { outcome: 'admitted'; by: string; admitted: Admitted }
  | { outcome: 'forbidden'; by: string; reason: string }
  | { outcome: 'refused' | 'unavailable'; reason: string }
  /** Credentials of Backstage decide. */
  | { outcome: 'foreign' };

/** What pipelines are looked up with. */
export interface PipelineLookup {
  get(entityRef: string): Promise<StoredPipeline | undefined>;
  /** The repository of a file's URL. */
  repositoryOf(file: string): string | undefined;
}

/** Decides on a request by its head alone: nothing of the body is read before. */
export async function admit(
  { entityRef, authorization }: { entityRef: string; authorization?: string },
  known: KnownAnnouncers,
  pipelines: PipelineLookup,
): Promise<Admission> {
  const identified = await identify(authorization, known);
  if (identified.status === 'foreign') return { outcome: 'foreign' };
  if (identified.status !== 'proven') {
    return { outcome: identified.status, reason: identified.reason };
  }
  const { announcing } = identified;
  const by = kindOf(announcing);
  const pipeline = await pipelines.get(entityRef);
  const verdict = mayAnnounce(announcing, {
    entityRef,
    repository: pipeline?.file && pipelines.repositoryOf(pipeline.file),
    declaration: pipeline?.declaration,
  });
  if (verdict.status === 'refused') {
    return { outcome: 'forbidden', by, reason: verdict.reason };
  }
  if (!pipeline) {
    const reason = `There is no pipeline of ${entityRef} yet.`;
    return { outcome: 'forbidden', by, reason };
  }
  const admitted: Admitted = {
    pipeline,
    by: nameOf(announcing),
    complete: announcement => completeSource(announcing, announcement),
  };
  return { outcome: 'admitted', by, admitted };
}
