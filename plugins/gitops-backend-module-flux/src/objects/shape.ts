import { tolerant } from '@backstage-gitops/cluster';
import { z } from 'zod';

const { flag, listOf, metadata, name, part, text } = tolerant;

const conditions = listOf(
  z.object({
    type: name,
    status: text,
    reason: text,
    message: text,
    lastTransitionTime: text,
  }),
);

const generation = z.number().optional().catch(undefined);

const reference = z.object({ kind: text, namespace: text, name });

const inventory = part({ entries: listOf(z.object({ id: name, v: text })) });

const kustomization = z.object({
  metadata,
  spec: part({
    path: text,
    prune: flag,
    suspend: flag,
    targetNamespace: text,
    sourceRef: reference.optional().catch(undefined),
    dependsOn: listOf(reference),
  }),
  status: part({
    conditions,
    observedGeneration: generation,
    lastAppliedRevision: text,
    lastAttemptedRevision: text,
    lastHandledReconcileAt: text,
    inventory,
    history: listOf(
      z.object({
        lastReconciled: name,
        lastReconciledStatus: text,
        metadata: part({ revision: text }),
      }),
    ),
  }),
});

const helmRelease = z.object({
  metadata,
  spec: part({
    suspend: flag,
    targetNamespace: text,
    dependsOn: listOf(reference),
    driftDetection: part({ mode: text }),
  }),
  status: part({
    conditions,
    observedGeneration: generation,
    lastAttemptedRevision: text,
    lastHandledReconcileAt: text,
    inventory,
    history: listOf(
      z.object({
        chartName: name,
        chartVersion: name,
        appVersion: text,
        lastDeployed: name,
        status: text,
      }),
    ),
  }),
});

const source = z.object({
  metadata,
  spec: part({
    url: text,
    suspend: flag,
    ref: part({
      branch: text,
      tag: text,
      semver: text,
      commit: text,
      name: text,
    }),
  }),
  status: part({
    conditions,
    artifact: part({ revision: text, lastUpdateTime: text }),
    lastHandledReconcileAt: text,
  }),
});

/** A Kustomization (kustomize.toolkit.fluxcd.io/v1), as far as boards read it. What it does not say is missing. */
export type Kustomization = z.output<typeof kustomization>;

/** A HelmRelease (helm.toolkit.fluxcd.io/v2). */
export type HelmRelease = z.output<typeof helmRelease>;

/** Where either takes its state from (source.toolkit.fluxcd.io/v1). */
export type Source = z.output<typeof source>;

export type Condition = z.output<typeof conditions>[number];

function read<T>(shape: z.ZodType<T>, object: unknown): T | undefined {
  const found = shape.safeParse(object);
  return found.success ? found.data : undefined;
}

export const readKustomization = (object: unknown) =>
  read(kustomization, object);
export const readHelmRelease = (object: unknown) => read(helmRelease, object);
export const readSource = (object: unknown) => read(source, object);
