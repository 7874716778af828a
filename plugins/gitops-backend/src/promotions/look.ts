import { ConflictError, InputError } from '@backstage/errors';
import { readContent } from '../environments/readContent';
import type { StoredPipeline } from '../pipelines/Declaration';
import { declarationOf } from '../pipelines/declarationOf';
import type {
  EnvironmentKey,
  StoredEnvironment,
} from '../store/EnvironmentStore';
import { hasEnded, type StoredPromotion } from '../store/PromotionStore';
import { loadSituation } from './loadSituation';
import { type Services } from './services';
import type { Situation, Workplace } from './Workplace';

/**
 * Everything known of an environment now, for a person who asks something of it.
 *
 * @throws ConflictError where it cannot be told yet, InputError where its file or its files must be mended first.
 */
export async function look(
  services: Services,
  options: { pipeline: StoredPipeline; environment: StoredEnvironment },
): Promise<{ place: Workplace; situation: Situation }> {
  const { pipeline, environment } = options;
  const { declaration } = pipeline;
  const declared = declaration?.environments.find(
    ({ name }) => name === environment.name,
  );
  if (!declaration || !declared) {
    throw new ConflictError(`${environment.name} is not declared any more.`);
  }
  if (declared.blocked.length > 0) {
    throw new InputError(declared.blocked.join(' '));
  }
  const hosted = await services.mirrors.get(declared.place.repository);
  const since = performance.now();
  await hosted.mirror.refresh();
  await services.decisions.refresh(hosted);
  if (!environment.indexed || !environment.observation) {
    throw new ConflictError(
      `${environment.name} is still being read from Git; nothing is written before that is complete. Try again in a moment.`,
    );
  }
  const head = hosted.mirror.head(declared.place.branch);
  const content = head && (await readContent(hosted.mirror, head, declared));
  if (!content || content.status === 'failed') {
    throw new InputError(
      content
        ? content.problem
        : `There is no branch ${declared.place.branch} in ${declared.place.repository}.`,
    );
  }
  const key: EnvironmentKey = {
    entityRef: pipeline.entityRef,
    name: environment.name,
  };
  const place: Workplace = {
    services,
    key,
    pipeline,
    declaration: declarationOf(declaration, declared),
    environment: declared,
    hosted,
  };
  return {
    place,
    situation: await loadSituation(
      place,
      environment.observation,
      content.content,
      since,
    ),
  };
}

/** The same, of a promotion's environment. @throws ConflictError where the promotion has ended. */
export async function lookAt(services: Services, promotion: StoredPromotion) {
  if (hasEnded(promotion.state)) {
    throw new ConflictError(`This promotion has ended: ${promotion.state}.`);
  }
  const key = { entityRef: promotion.entityRef, name: promotion.environment };
  const pipeline = await services.pipelines.get(key.entityRef);
  const environment = await services.environments.get(key);
  if (!pipeline || !environment) {
    throw new ConflictError('This environment is not declared any more.');
  }
  return look(services, { pipeline, environment });
}
