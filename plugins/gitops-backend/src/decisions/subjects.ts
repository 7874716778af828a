import { parseEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { EnvironmentKey } from '../store/EnvironmentStore';

/** What a hold or freeze of one environment is named. */
export function environmentSubject({
  entityRef,
  name,
}: EnvironmentKey): string {
  const { kind, namespace, name: entity } = parseEntityRef(entityRef);
  return `environment:${kind}/${namespace}/${entity}/${name}`.toLocaleLowerCase(
    'en-US',
  );
}

/** What a rejection is named. */
export function releaseSubject(entityRef: string, release: string): string {
  return `release:${entityRef}/${release}`;
}

/** What a freeze can be on. */
export type Scope =
  | { kind: 'environment'; key: EnvironmentKey }
  | { kind: 'system' | 'domain'; ref: string };

/** Reads a scope as URLs carry it. @throws InputError saying what a scope looks like. */
export function parseScope(text: string): Scope {
  const [kind, rest] = [
    text.slice(0, text.indexOf(':')),
    text.slice(text.indexOf(':') + 1),
  ];
  const parts = rest.split('/');
  if (kind === 'environment' && parts.length === 4 && parts.every(Boolean)) {
    const [entityKind, namespace, entity, name] = parts;
    return {
      kind,
      key: {
        entityRef: `${entityKind}:${namespace}/${entity}`.toLocaleLowerCase(
          'en-US',
        ),
        name,
      },
    };
  }
  if ((kind === 'system' || kind === 'domain') && rest.startsWith(`${kind}:`)) {
    return { kind, ref: rest };
  }
  throw new InputError(
    `"${text}" is no scope; write environment:<kind>/<namespace>/<name>/<environment>, system:<ref> or domain:<ref>`,
  );
}

/** What a scope covers, as the start of a sentence. */
export function describeScope(text: string): string {
  const scope = parseScope(text);
  return scope.kind === 'environment'
    ? scope.key.name
    : `The ${scope.kind} ${scope.ref.slice(scope.ref.lastIndexOf('/') + 1)}`;
}
