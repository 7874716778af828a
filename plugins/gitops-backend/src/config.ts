import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { RootConfigService } from '@backstage/backend-plugin-api';
import { createZodV4FilterPredicateSchema } from '@backstage/filter-predicates';
import { InputError } from '@backstage/errors';
import { parseDuration } from '@backstage-gitops/policy';
import { z } from 'zod';
import {
  type Announcer,
  announcersSetting,
  type OidcIssuer,
  oidcSetting,
} from './announcers/settings';
import { normalizeRepository } from './git/Mirrors';
import { type SealKeys } from './provenance/seal';
import { RECEIVER_TYPES, RECEIVERS } from './triggers/receivers';
import { DEFAULT_BUDGET } from './registries/RegistrySettings';
import { registryHost } from './registries/RepositoryName';

const period = z
  .string()
  .regex(/^\d+(ms|s|m|h)$/, 'a period such as 500ms, 30s or 5m')
  .transform(text => {
    const [, count, unit] = /^(\d+)(\D+)$/.exec(text) ?? [];
    const factor = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }[unit] ?? 1;
    return Number(count) * factor;
  });

const approvals = z.union([
  z
    .int()
    .min(0)
    .transform(count => ({ count })),
  z.object({
    count: z.int().min(0),
    from: z.array(z.string()).optional(),
    exclude: z
      .array(z.enum(['requester', 'sourceAuthor', 'lastPusher']))
      .optional(),
  }),
]);

const endpoint = z.object({
  name: z.string().min(1),
  url: z.url({ protocol: /^https?$/ }),
});

/** Where endpoints of http gates may be: credentials do not belong into an address, nor does a query. */
const allowedEndpoint = z.object({
  url: endpoint.shape.url.refine(
    text =>
      !URL.canParse(text) ||
      new URL(text).href === `${new URL(text).origin}${new URL(text).pathname}`,
    'scheme, host, port and path only, such as https://change.example.com',
  ),
  privateNetwork: z.boolean().default(false),
});

/** As long as a seal key at least: whoever knows it can make this suite look at what they like. */
const webhookSecret = z.string().min(16);

const webhook = z
  .object({
    type: z.enum(RECEIVER_TYPES),
    secret: webhookSecret,
    previous: z.array(z.object({ secret: webhookSecret })).default([]),
    events: z.array(z.string().min(1)).optional(),
  })
  .refine(
    ({ type, events }) => !events || RECEIVERS[type].eventHeaders.length > 0,
    {
      path: ['events'],
      message: 'this sender does not name its events in a header',
    },
  );

/** It is part of the address that a sender is given. */
const webhookName = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,49}$/,
    'a name of lower-case letters, digits and dashes',
  );

/** A host as it is written in an image's name, in the spelling that two are compared in. */
const registry = z.string().transform((text, context) => {
  const host = registryHost(text);
  if (host) return host;
  context.addIssue('a host, with its port if any, such as ghcr.io');
  return z.NEVER;
});

const registries = z
  .array(
    z
      .object({
        host: registry,
        tokenHost: registry.optional(),
        username: z.string().min(1).optional(),
        password: z.string().min(1).optional(),
        insecure: z.literal('http').optional(),
        privateNetwork: z.boolean().default(false),
        budget: z.int().min(1).default(DEFAULT_BUDGET),
        poll: period.prefault('2m'),
      })
      .refine(
        ({ username, password }) => !username === !password,
        'username and password, or neither',
      )
      .transform(({ username, password, ...settings }) => ({
        ...settings,
        ...(username && password
          ? { credentials: { username, password } }
          : {}),
      })),
  )
  .refine(
    entries => new Set(entries.map(({ host }) => host)).size === entries.length,
    'each host once; docker.io has several names',
  );

const signing = z.union(
  [
    z.strictObject({ by: z.literal('host') }),
    z.strictObject({ format: z.literal('ssh'), key: z.string().min(1) }),
    z.strictObject({
      format: z.literal('openpgp'),
      key: z.string().min(1),
      passphrase: z.string().optional(),
    }),
  ],
  'by: host, or format: ssh with a key, or format: openpgp with a key and maybe a passphrase',
);

const schema = z.object({
  git: z
    .object({
      directory: z.string().optional(),
      poll: period.prefault('30s'),
      catalog: period.prefault('30s'),
      committer: z
        .object({ name: z.string(), email: z.string() })
        .default({ name: 'GitOps', email: 'gitops@backstage.invalid' }),
      signing: signing.optional(),
    })
    .prefault({}),
  seal: z.object({ keys: z.array(z.object({ secret: z.string().min(16) })) }),
  boundaries: z
    .array(
      z.object({
        entities: createZodV4FilterPredicateSchema(),
        repositories: z
          .array(
            z.object({
              url: z.url().transform(normalizeRepository),
              paths: z.array(z.string().min(1)),
            }),
          )
          .default([]),
        clusters: z
          .array(
            z.object({
              name: z.string().min(1),
              namespaces: z.array(z.string().min(1)),
              kinds: z.array(z.string().min(1)).optional(),
            }),
          )
          .default([]),
      }),
    )
    .default([]),
  floors: z
    .array(
      z.object({
        match: z.object({
          tier: z.string().optional(),
          environment: z.string().optional(),
          cluster: z.string().optional(),
          system: z.string().optional(),
        }),
        protected: z.boolean().optional(),
        promote: z.enum(['commit', 'pullRequest']).optional(),
        merge: z.enum(['auto', 'manual']).optional(),
        rollback: z
          .object({
            by: z.enum(['commit', 'pullRequest']).optional(),
            gates: z.object({ approvals: approvals.optional() }).optional(),
          })
          .optional(),
        gates: z
          .object({
            approvals: approvals.optional(),
            upstream: z.enum(['any', 'all']).optional(),
            soak: z
              .string()
              .refine(
                text => parseDuration(text) !== undefined,
                'a duration such as 30m, 2h or 1d12h',
              )
              .optional(),
            windows: z
              .array(
                z.object({
                  kind: z.enum(['allow', 'deny']).optional(),
                  allow: z.string().optional(),
                  deny: z.string().optional(),
                  days: z.string().optional(),
                  hours: z.string().optional(),
                  cron: z.string().optional(),
                  duration: z.string().optional(),
                  timezone: z.string().optional(),
                  exempt: z.array(z.string()).optional(),
                }),
              )
              .optional(),
            http: z.array(endpoint).optional(),
            checks: z
              .object({
                pullRequest: z.array(z.string().min(1)).optional(),
                source: z.array(z.string().min(1)).optional(),
              })
              .optional(),
          })
          .optional(),
        allow: z.object({ heal: z.boolean().optional() }).optional(),
      }),
    )
    .default([]),
  http: z.object({ allow: z.array(allowedEndpoint).default([]) }).prefault({}),
  registries: registries.default([]),
  rendering: z
    .object({
      kustomize: z.string().min(1).optional(),
      helm: z.string().min(1).optional(),
    })
    .default({}),
  notifications: z.enum(['on', 'off']).default('on'),
  announcers: announcersSetting.default([]),
  oidc: oidcSetting.default([]),
  webhooks: z.record(webhookName, webhook).default({}),
});

type Parsed = z.output<typeof schema>;

/** The platform's policy of what an entity may use. */
export type Boundary = Parsed['boundaries'][number];

/** The least strict policy allowed where `match` fits. */
export type Floor = Parsed['floors'][number];

/** An address below which endpoints of http gates may be. */
export type AllowedEndpoint = Parsed['http']['allow'][number];

/** How a registry is asked for images. */
export type RegistryConfig = Parsed['registries'][number];

/** What the platform team set. Periods are in milliseconds. */
export interface GitOpsConfig {
  git: Parsed['git'] & { directory: string };
  sealKeys: SealKeys;
  boundaries: Boundary[];
  floors: Floor[];
  /** Which endpoints http gates may ask. */
  http: Parsed['http'];
  /** Registries that new images are looked for in; others are not asked. */
  registries: RegistryConfig[];
  announcers: Announcer[];
  /** Whose identity tokens of CI are taken. */
  oidc: OidcIssuer[];
  /** Who may send webhooks, by the name in the address they send them to. */
  webhooks: Parsed['webhooks'];
  /** Whether people are told of what needs them by Backstage's notifications. */
  notifications: Parsed['notifications'];
  /** Programs that render; where one is not named it is looked for on PATH. */
  rendering: Parsed['rendering'];
}

/** @throws InputError naming the setting that is wrong. */
export function readGitOpsConfig(config: RootConfigService): GitOpsConfig {
  const parsed = schema.safeParse(config.getOptional('gitops') ?? {});
  if (!parsed.success) {
    throw new InputError(
      `The configuration of gitops is not valid: ${parsed.error.issues
        .map(issue => `gitops.${issue.path.join('.')}: ${issue.message}`)
        .join('; ')}`,
    );
  }
  const { git, seal, ...policy } = parsed.data;
  const [first, ...others] = seal.keys.map(key => key.secret);
  if (!first) {
    throw new InputError(
      'gitops.seal.keys is empty: set at least one secret, which seals what is written to Git',
    );
  }
  return {
    ...policy,
    git: {
      ...git,
      directory:
        git.directory ?? join(tmpdir(), `gitops-mirrors-${randomUUID()}`),
    },
    sealKeys: [first, ...others],
  };
}
