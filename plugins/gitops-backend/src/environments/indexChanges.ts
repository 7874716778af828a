import type { Change } from '@backstage-gitops/plugin-gitops-common';
import { type CommitRecord } from '../git/Mirror';
import { type HostedRepository } from '../git/Mirrors';
import type {
  Declaration,
  EnvironmentDeclaration,
} from '../pipelines/Declaration';
import { type Services } from '../promotions/services';
import { releaseFromProvenance } from '../releases/fromProvenance';
import { matchRelease } from '../releases/identity';
import { attributeChange } from './attributeChange';
import { imagesOf, readContent } from './readContent';

/** One change with what the environment held after it. */
export interface IndexedChange {
  change: Change;
  /** Digest of the environment's own files after it. */
  content: string;
  promotion?: string;
}

/**
 * Reads changes of an environment, oldest first: what each put there, and who did it, as far as it is proven.
 * Releases that only Git remembers are added to the store.
 */
export async function indexChanges(options: {
  services: Services;
  hosted: HostedRepository;
  entityRef: string;
  declaration: Declaration;
  environment: EnvironmentDeclaration;
  records: CommitRecord[];
}): Promise<IndexedChange[]> {
  const { services, hosted, entityRef, declaration, environment } = options;
  const repositories = declaration.images.map(({ repository }) => repository);
  const indexed: IndexedChange[] = [];
  for (const record of [...options.records].reverse()) {
    const result = await readContent(hosted.mirror, record.commit, environment);
    if (result.status === 'failed') continue;
    const attributed = await attributeChange({
      services,
      key: { entityRef, name: environment.name },
      branch: environment.place.branch,
      record,
      hosted,
    });
    const found =
      attributed.provenance &&
      releaseFromProvenance(attributed.provenance, record.at);
    if (found) await services.releases.save(found);
    const images = imagesOf(result.content, repositories);
    const release =
      images.status === 'found'
        ? matchRelease(
            images.images,
            await services.releases.list(entityRef),
            attributed.release,
          )
        : undefined;
    indexed.push({
      content: result.content.digest,
      promotion: attributed.promotion,
      change: {
        ...attributed.change,
        ...(images.status === 'found' ? { images: images.images } : {}),
        ...(release
          ? {
              release: {
                id: release.id,
                version: release.version,
                mutable: release.images.some(image => !image.digest),
              },
            }
          : {}),
      },
    });
  }
  return indexed;
}
