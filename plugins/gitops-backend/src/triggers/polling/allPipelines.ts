import type { StoredPipeline } from '../../pipelines/Declaration';
import type { PipelineStore } from '../../store/PipelineStore';

/** Pipelines read at a time. */
const PAGE = 200;

/** Every pipeline there is. */
export async function allPipelines(
  store: Pick<PipelineStore, 'list'>,
): Promise<StoredPipeline[]> {
  const pipelines: StoredPipeline[] = [];
  for (;;) {
    const after = pipelines.at(-1)?.entityRef;
    const page = await store.list({ after, limit: PAGE });
    pipelines.push(...page);
    if (page.length < PAGE) return pipelines;
  }
}
