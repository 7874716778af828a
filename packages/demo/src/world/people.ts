import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  isUserEntity,
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

/** Somebody to sign in as, who also has an account at the demo's Git host. */
export interface DemoPerson {
  /** Name of the account at the Git host and of the User entity. */
  login: string;
  displayName: string;
  email: string;
  /** For people, such as `Reliability engineer`. */
  role: string;
  description: string;
  /** Full reference of the User entity. */
  entityRef: string;
  /** Full references of the groups the person is in. */
  groupRefs: string[];
}

/** The account that the suite itself acts as at the Git host. */
export const botLogin = 'gitops-bot';

const userSchema = z.object({
  metadata: z.object({
    name: z.string(),
    description: z.string(),
    annotations: z.object({
      'backstage-gitops.dev/local-login': z.string(),
      'backstage-gitops.dev/demo-role': z.string(),
    }),
  }),
  spec: z.object({
    profile: z.object({ displayName: z.string(), email: z.email() }),
    memberOf: z.array(z.string()),
  }),
});

function toPerson(entity: Entity): DemoPerson {
  const { metadata, spec } = userSchema.parse(entity);
  return {
    login: metadata.annotations['backstage-gitops.dev/local-login'],
    displayName: spec.profile.displayName,
    email: spec.profile.email,
    role: metadata.annotations['backstage-gitops.dev/demo-role'],
    description: metadata.description,
    entityRef: stringifyEntityRef(entity),
    groupRefs: spec.memberOf.map(group =>
      stringifyEntityRef(
        parseEntityRef(group, {
          defaultKind: 'group',
          defaultNamespace: 'default',
        }),
      ),
    ),
  };
}

/**
 * Everyone in the demo, in the order of `catalog/org.yaml`.
 *
 * The catalog reads the same file, so that both always tell of the same people.
 */
export function readPeople(): DemoPerson[] {
  const file = path.join(
    resolvePackagePath('@backstage-gitops/demo', 'catalog'),
    'org.yaml',
  );
  return parseAllDocuments(readFileSync(file, 'utf8'))
    .map((document): Entity => document.toJS())
    .filter(isUserEntity)
    .map(toPerson);
}
