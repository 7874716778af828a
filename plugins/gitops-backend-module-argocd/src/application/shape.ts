import { tolerant } from '@backstage-gitops/cluster';
import { z } from 'zod';

const { flag, listOf, metadata, name, part, text, texts } = tolerant;

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
  kind: name,
  namespace: text,
  name: name,
  status: text,
  health: part({ status: text, message: text }),
  hook: flag,
  requiresPruning: flag,
});

/**
 * An Application, as far as boards read it (argoproj.io/v1alpha1). The API server and Argo CD's REST API give the same.
 */
const application = z.object({
  metadata,
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
        type: name,
        message: text,
        lastTransitionTime: text,
      }),
    ),
    resources: listOf(resource),
    history: listOf(
      z.object({
        revision: text,
        revisions: texts,
        deployedAt: name,
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
