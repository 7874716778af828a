import type { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import {
  type Entity,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  type Finding,
  PIPELINE_ANNOTATION,
  type PolicyEdit,
} from '@backstage-gitops/plugin-gitops-common';
import { STATE_BRANCH } from '../decisions/StateBranch';
import { SerialQueue } from '../git/SerialQueue';
import { type Services } from '../promotions/services';
import type { Declaration, StoredPipeline } from './Declaration';
import { type JudgedPolicy, policyInForce } from './policy/policyInForce';
import { writeRecords } from './policy/recordPolicies';
import { type PipelineFileResult, readPipelineFile } from './readPipelineFile';

function ownersOf(entity: Entity): string[] {
  return (entity.relations ?? [])
    .filter(({ type }) => type === RELATION_OWNED_BY)
    .map(({ targetRef }) => targetRef);
}

/** A declaration under which nothing is promoted, for a file that is not valid any more. */
function blocked(
  declaration: Declaration | undefined,
  reason: string,
): Declaration | undefined {
  return (
    declaration && {
      ...declaration,
      environments: declaration.environments.map(environment => ({
        ...environment,
        blocked: [reason],
      })),
    }
  );
}

/** What is saved of a pipeline, in one spelling. */
function spelled(
  saved: Omit<StoredPipeline, 'entityRef' | 'revision'> & {
    findings: Finding[];
  },
): string {
  const { title, owners, file, policyCommit, declaration } = saved;
  return JSON.stringify([
    title,
    [...owners].sort(),
    file,
    policyCommit,
    declaration,
    saved.pendingPolicy,
    saved.findings,
  ]);
}

function unwrittenFinding(problem: string | undefined): Finding[] {
  return problem
    ? [
        {
          check: 'policy',
          status: 'failed',
          expected: `The accepted policy is written down on branch ${STATE_BRANCH}`,
          found: problem,
          fix: 'Let this suite write that branch.',
        },
      ]
    : [];
}

/** A pipeline that was looked at; `settle` remembers that it need not be until something changes. */
interface Loaded {
  entityRef: string;
  judged: JudgedPolicy | undefined;
  settle(): Promise<void>;
}

/** What pipelines are loaded with. */
export type LoaderServices = Pick<
  Services,
  | 'config'
  | 'logger'
  | 'mirrors'
  | 'people'
  | 'decisions'
  | 'pipelines'
  | 'history'
>;

/** Finds the pipelines that the catalog's entities declare, and keeps the store in step with their files. */
export class PipelineLoader {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #services: LoaderServices;
  readonly #seen = new Map<string, string>();
  readonly #turns = new SerialQueue();
  readonly #unwritten = new Map<string, string>();

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    services: LoaderServices;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#services = options.services;
  }

  /** One look at the catalog, and one at each repository. A pipeline that cannot be read stays as it was. */
  async load(): Promise<{ changed: string[] }> {
    const since = performance.now();
    const { items } = await this.#catalog.getEntities(
      {
        filter: {
          [`metadata.annotations.${PIPELINE_ANNOTATION}`]:
            CATALOG_FILTER_EXISTS,
        },
      },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    const changed: Loaded[] = [];
    for (const entity of items) {
      const entityRef = stringifyEntityRef(entity);
      try {
        const loaded = await this.#loadOne(entityRef, entity, {
          when: 'changed',
          since,
        });
        if (loaded) changed.push(loaded);
      } catch (error) {
        this.#services.logger.warn(
          `The pipeline of ${entityRef} cannot be read`,
          {
            error: String(error),
          },
        );
      }
    }
    await this.#record(changed);
    await this.#services.pipelines.keepOnly(items.map(stringifyEntityRef));
    return { changed: changed.map(({ entityRef }) => entityRef) };
  }

  /**
   * One look at one pipeline now, for someone who waits for the answer.
   *
   * @throws where it cannot be read.
   */
  async reload(entityRef: string): Promise<JudgedPolicy | undefined> {
    const entity = await this.#catalog.getEntityByRef(entityRef, {
      credentials: await this.#auth.getOwnServiceCredentials(),
    });
    if (!entity?.metadata.annotations?.[PIPELINE_ANNOTATION]) return undefined;
    const loaded = await this.#loadOne(entityRef, entity, { when: 'always' });
    if (!loaded) return undefined;
    await this.#record([loaded]);
    return loaded.judged;
  }

  /** Two looks at the same pipeline take turns: the later one must not be overwritten by what the earlier one saw. */
  async #loadOne(
    entityRef: string,
    entity: Entity,
    { when, since }: { when: 'always' | 'changed'; since?: number },
  ): Promise<Loaded | undefined> {
    return this.#turns.run(entityRef, async () => {
      const { mirrors, decisions } = this.#services;
      const file = await readPipelineFile(entity, mirrors, since);
      const fingerprint = async () =>
        JSON.stringify([
          file,
          ownersOf(entity),
          entity.relations,
          [...(await decisions.policies(entityRef))],
        ]);
      const isKnown = this.#seen.get(entityRef) === (await fingerprint());
      if (isKnown && when === 'changed') return undefined;
      const judged = await this.#judge(entityRef, entity, file, since);
      return {
        entityRef,
        judged,
        // What was written down meanwhile is part of what was seen.
        settle: async () => {
          this.#seen.set(entityRef, await fingerprint());
        },
      };
    });
  }

  /** Writes down what was accepted, of all pipelines at once; where that cannot be done, it is said, and tried again. */
  async #record(loaded: Loaded[]): Promise<void> {
    const due = loaded.flatMap(({ judged }) => judged?.due ?? []);
    const problems = new Map<string, string>();
    for (const repository of new Set(due.map(one => one.repository))) {
      await writeRecords(
        this.#services.decisions,
        due.filter(one => one.repository === repository),
      ).catch(error => problems.set(repository, String(error)));
    }
    for (const { entityRef, judged, settle } of loaded) {
      const [problem] = (judged?.due ?? []).flatMap(
        one => problems.get(one.repository) ?? [],
      );
      if (problem) this.#unwritten.set(entityRef, problem);
      else this.#unwritten.delete(entityRef);
      if (!problem && judged?.status !== 'unsettled') await settle();
    }
  }

  async #judge(
    entityRef: string,
    entity: Entity,
    file: PipelineFileResult,
    since: number | undefined,
  ): Promise<JudgedPolicy | undefined> {
    const { pipelines } = this.#services;
    const before: StoredPipeline | undefined = await pipelines.get(entityRef);
    const fileFinding: Finding = {
      check: 'file',
      status: file.status === 'read' ? 'passed' : 'failed',
      expected: 'A valid pipeline file on the default branch',
      found:
        file.status === 'read'
          ? `${file.file} is valid.`
          : file.problems
              .map(({ path, message }) => `${path}: ${message}`)
              .join('\n'),
      ...(file.status === 'invalid' ? { fix: `Mend ${file.file}.` } : {}),
    };
    const judged =
      file.status === 'read'
        ? await policyInForce(this.#services, {
            entityRef,
            entity,
            file,
            before,
            since,
          })
        : undefined;
    const found = {
      title:
        (file.status === 'read' && file.title) ||
        entity.metadata.title ||
        entity.metadata.name,
      owners: ownersOf(entity),
      file: file.file,
      policyCommit: judged ? judged.policyCommit : before?.policyCommit,
      declaration: judged
        ? judged.declaration
        : blocked(
            before?.declaration,
            `The pipeline file is not valid: ${fileFinding.found}`,
          ),
      pendingPolicy: judged?.pending,
      findings: [
        fileFinding,
        ...(judged?.findings ?? []),
        ...unwrittenFinding(this.#unwritten.get(entityRef)),
      ],
    };
    const known = before && {
      ...before,
      findings: await pipelines.findings(entityRef),
    };
    // Saving wakes every environment; another replica may have seen the same.
    if (!known || spelled(known) !== spelled(found)) {
      const at = new Date().toISOString();
      await pipelines.save({ entityRef, ...found, at, now: 0 });
    }
    if (judged?.pending) await this.#tellOf(entityRef, judged.pending);
    return judged;
  }

  async #tellOf(entityRef: string, pending: PolicyEdit): Promise<void> {
    const names = [
      ...new Set(pending.weakens.map(({ environment }) => environment)),
    ];
    await this.#services.history.append({
      entityRef,
      key: `policyWeakened:${entityRef}:${pending.commit}`,
      at: pending.at,
      kind: 'policyWeakened',
      by: pending.by,
      commit: pending.commit,
      commitUrl: pending.commitUrl,
      policyCommit: pending.inForce,
      ...(names.length === 1 ? { environment: names[0] } : {}),
      summary: `An edit of the pipeline file weakens ${names.join(
        ', ',
      )} and waits to be accepted: ${pending.weakens
        .map(({ sentence }) => sentence)
        .join(' ')}`,
    });
  }
}
