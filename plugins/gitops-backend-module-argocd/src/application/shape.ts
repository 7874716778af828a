import { z } from 'zod';

/** Reads what has the shape and leaves out what has not: a controller newer than this code must not hide the rest. */
const listOf = <T>(item: z.ZodType<T>) =>
  z
    .array(z.unknown())
    .catch([])
    .transform(items =>
      items.flatMap(one => {
        const read = item.safeParse(one);
        return read.success ? [read.data] : [];
      }),
    );

const text = z.string().min(1).optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);
const texts = listOf(z.string().min(1));

/** An object of which every field may be missing, and which may be missing itself. */
const part = <T extends z.ZodRawShape>(shape: T) =>
  z.object(shape).optional().catch(undefined);

const source = z.object({
  repoURL: text,
  path: text,
  chart: text,
  targetRevision: text,
  ref: text,
  helm: part({ valueFiles: texts }),
});

const initiatedBy = part({ username: text, automated: flag });

/** A part of an Application's status that says how one object is. */
const resource = z.object({
  group: text,
  version: text,
  kind: z.string().min(1),
  namespace: text,
  name: z.string().min(1),
  status: text,
  health: part({ status: text, message: text }),
  hook: flag,
  requiresPruning: flag,
});

/**
 * An Application, as far as boards read it (argoproj.io/v1alpha1). The API server and Argo CD's REST API give the same.
 */
const application = z.object({
  metadata: z.object({
    namespace: z.string().min(1),
    name: z.string().min(1),
    resourceVersion: text,
    annotations: z.record(z.string(), z.string()).catch({}),
    labels: z.record(z.string(), z.string()).catch({}),
    deletionTimestamp: text,
  }),
  spec: part({
    project: text,
    destination: part({ server: text, name: text, namespace: text }),
    source: source.optional().catch(undefined),
    sources: listOf(source),
    sourceHydrator: part({
      drySource: source.optional().catch(undefined),
      syncSource: part({ targetBranch: text, path: text }),
    }),
    syncPolicy: part({
      automated: part({ enabled: flag, prune: flag, selfHeal: flag }),
    }),
  }),
  operation: part({ initiatedBy }),
  status: part({
    sync: part({ status: text, revision: text, revisions: texts }),
    health: part({ status: text, message: text }),
    summary: part({ images: texts, externalURLs: texts, isAppOfApps: flag }),
    conditions: listOf(
      z.object({
        type: z.string().min(1),
        message: text,
        lastTransitionTime: text,
      }),
    ),
    resources: listOf(resource),
    history: listOf(
      z.object({
        revision: text,
        revisions: texts,
        deployedAt: z.string().min(1),
        initiatedBy,
      }),
    ),
    operationState: part({
      phase: text,
      message: text,
      startedAt: text,
      finishedAt: text,
      operation: part({ initiatedBy }),
      syncResult: part({ revision: text, revisions: texts }),
    }),
    reconciledAt: text,
  }),
});

/** An Application of which nothing is guessed: what it does not say is missing. */
export type Application = z.output<typeof application>;

export type ApplicationResource = z.output<typeof resource>;

export type ApplicationSource = z.output<typeof source>;

/** @returns undefined for what is no Application: it has no name, or no namespace. */
export function readApplication(object: unknown): Application | undefined {
  const read = application.safeParse(object);
  return read.success ? read.data : undefined;
}

/** Where it takes its state from, in order. A hydrated Application has its dry source: that is what people write. */
export function sourcesOf({ spec }: Application): ApplicationSource[] {
  if (spec?.sources.length) return spec.sources;
  const only = spec?.source ?? spec?.sourceHydrator?.drySource;
  return only ? [only] : [];
}

/** A single source has its revision in one field, several have theirs in another, which a single one leaves empty. */
export function revisionsOf(one: {
  revision?: string;
  revisions: string[];
}): string[] {
  if (one.revisions.length > 0) return one.revisions;
  return one.revision ? [one.revision] : [];
}
