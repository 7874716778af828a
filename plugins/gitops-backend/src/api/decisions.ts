import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { gitopsEnvironmentFreezePermission } from '@backstage-gitops/plugin-gitops-common';
import type { Router } from 'express';
import { type Caller } from '../access/Access';
import { personOf } from '../decisions/Decisions';
import {
  describeScope,
  environmentSubject,
  parseScope,
} from '../decisions/subjects';
import { judgedBy } from '../history/judgedBy';
import type { StoredPipeline } from '../pipelines/Declaration';
import type { StoredEnvironment } from '../store/EnvironmentStore';
import { decisionView } from '../views/promotionView';
import { type Doors, type RouteOptions } from './doors';

/** Pipelines that a freeze of a whole system or domain is looked for in. */
const MAX_PIPELINES = 10_000;

interface Frozen {
  pipeline: StoredPipeline;
  environment: StoredEnvironment;
}

/** Freezes: everything stopped on an environment, a system or a domain. */
export function addDecisionRoutes(
  router: Router,
  doors: Doors,
  { access, services, announce }: RouteOptions,
): void {
  const readablePipelines = async (caller: Caller) => {
    const filter = await access.rowsToRead(caller);
    return filter
      ? services.pipelines.list({ limit: MAX_PIPELINES, filter })
      : [];
  };

  /** Every environment in a scope. Someone who may not freeze all of them may not freeze the scope. */
  const inScope = async (
    caller: Caller,
    text: string,
  ): Promise<{ subject: string; frozen: Frozen[] }> => {
    const scope = parseScope(text);
    if (scope.kind === 'environment') {
      const pipeline = await access.readPipeline(
        caller,
        await services.pipelines.get(scope.key.entityRef),
        scope.key.entityRef,
      );
      const environment = await doors.environment(pipeline, scope.key.name);
      return {
        subject: environmentSubject(environment),
        frozen: [{ pipeline, environment }],
      };
    }
    const subject = `${scope.kind}:${scope.ref}`;
    const pipelines = (
      await services.pipelines.list({ limit: MAX_PIPELINES })
    ).filter(({ declaration }) => declaration?.scopes.includes(subject));
    const readable = new Set(
      (await readablePipelines(caller)).map(({ entityRef }) => entityRef),
    );
    const hidden = pipelines.filter(one => !readable.has(one.entityRef));
    if (hidden.length === pipelines.length) {
      throw new NotFoundError(`No pipeline is part of ${scope.ref}.`);
    }
    if (hidden.length > 0) {
      // Which it is stays a secret.
      throw new NotAllowedError(
        `You lack the permission ${gitopsEnvironmentFreezePermission.name} on an environment of ${scope.ref}.`,
      );
    }
    const environments = await services.environments.list({
      entityRefs: pipelines.map(({ entityRef }) => entityRef),
    });
    const frozen = environments.flatMap(environment => {
      const pipeline = pipelines.find(
        ({ entityRef }) => entityRef === environment.entityRef,
      );
      return pipeline ? [{ pipeline, environment }] : [];
    });
    return { subject, frozen };
  };

  const decide = async (
    caller: Caller,
    text: string,
    status: 'inForce' | 'ended',
    reason: string,
  ) => {
    const { subject, frozen } = await inScope(caller, text);
    for (const { pipeline, environment } of frozen) {
      await access.authorizeEnvironment(
        caller,
        gitopsEnvironmentFreezePermission,
        pipeline,
        environment,
      );
    }
    const by = access.userOf(caller);
    const at = new Date().toISOString();
    await services.decisions.record(
      frozen.map(({ environment }) => environment.repository),
      { kind: 'freeze', subject, status, reason, by, at },
    );
    const pipelines = new Map(
      frozen.map(({ pipeline }) => [pipeline.entityRef, pipeline]),
    );
    for (const [entityRef, pipeline] of pipelines) {
      await services.history.append({
        ...judgedBy({ pipeline }, []),
        entityRef,
        key: `freeze:${entityRef}:${subject}:${at}`,
        at,
        kind: status === 'inForce' ? 'frozen' : 'unfrozen',
        by: personOf(by),
        reason,
        summary:
          status === 'inForce'
            ? `${describeScope(text)} is frozen.`
            : `${describeScope(text)} is not frozen any more.`,
      });
      await services.environments.wake({ entityRef });
      await announce(entityRef);
    }
  };

  router.get('/freezes', async (req, res) => {
    const caller = await doors.caller(req);
    const readable = await readablePipelines(caller);
    const environments = await services.environments.list({
      entityRefs: readable.map(({ entityRef }) => entityRef),
    });
    const subjects = new Set([
      ...environments.map(environmentSubject),
      ...readable.flatMap(({ declaration }) => declaration?.scopes ?? []),
    ]);
    const freezes = new Map(
      (await services.decisions.freezes())
        .filter(({ subject }) => subjects.has(subject))
        .map(freeze => [freeze.subject, freeze]),
    );
    res.json({ items: [...freezes.values()].map(decisionView) });
  });

  router.put('/freezes/:scope', async (req, res) => {
    const caller = await doors.caller(req);
    await decide(caller, req.params.scope, 'inForce', req.body.reason);
    res.status(204).end();
  });

  router.delete('/freezes/:scope', async (req, res) => {
    const caller = await doors.caller(req);
    await decide(caller, req.params.scope, 'ended', 'Lifted.');
    res.status(204).end();
  });
}
