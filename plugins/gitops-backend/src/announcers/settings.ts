import { z } from 'zod';
import { normalizeRepository } from '../git/Mirrors';

/** What a header can carry, and as long as a seal key at least: whoever knows it makes releases. */
const bearerSecret = z
  .string()
  .regex(
    /^[\x21-\x7e]{16,512}$/,
    '16 to 512 printable characters without spaces, such as `openssl rand -hex 32` makes',
  );

/** It is shown wherever a release says who announced it. */
const announcerName = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,49}$/,
    'a name of lower-case letters, digits and dashes',
  );

const announcer = z
  .object({
    subject: z.string().min(1).optional(),
    name: announcerName.optional(),
    secret: bearerSecret.optional(),
    previous: z.array(z.object({ secret: bearerSecret })).default([]),
    pipelines: z.array(z.string()),
  })
  .transform(({ subject, name, secret, previous, pipelines }, context) => {
    if (subject && !name && !secret && previous.length === 0) {
      return { kind: 'service' as const, subject, pipelines };
    }
    if (name && secret && !subject) {
      const secrets = [secret, ...previous.map(one => one.secret)];
      return { kind: 'secret' as const, name, secrets, pipelines };
    }
    context.addIssue(
      'either the subject of a token of Backstage, or a name and a secret',
    );
    return z.NEVER;
  });

/** Who may announce releases of which pipelines: services of Backstage, and whoever knows a secret. */
export type Announcer = z.output<typeof announcer>;

/** Those who show a secret. */
export type SecretAnnouncer = Extract<Announcer, { kind: 'secret' }>;

/** The setting `gitops.announcers`. A secret is one announcer's, for it says who announces. */
export const announcersSetting = z.array(announcer).refine(all => {
  const named = all.flatMap(one => (one.kind === 'secret' ? [one] : []));
  const secrets = named.flatMap(one => one.secrets);
  return (
    new Set(named.map(({ name }) => name)).size === named.length &&
    new Set(secrets).size === secrets.length
  );
}, 'each name once, and each secret once');

/** Where the identity tokens of a CI come from, and where its repositories are, unless the platform team says otherwise. */
const HOSTED = {
  githubActions: {
    issuer: 'https://token.actions.githubusercontent.com',
    repositories: 'https://github.com',
  },
  gitlabCi: { issuer: 'https://gitlab.com', repositories: undefined },
};

const issuer = z
  .object({
    ci: z.enum(['githubActions', 'gitlabCi']),
    issuer: z.url({ protocol: /^https?$/ }).optional(),
    audience: z.string().min(1).max(500),
    repositories: z.url({ protocol: /^https?$/ }).optional(),
    insecure: z.literal('http').optional(),
    privateNetwork: z.boolean().default(false),
  })
  .transform(({ ci, insecure, ...settings }, context) => {
    const hosted = HOSTED[ci];
    const url = settings.issuer ?? hosted.issuer;
    // A repository of the same name on another server is another repository.
    const known = ci === 'gitlabCi' || url === hosted.issuer;
    const repositories =
      settings.repositories ?? (known ? hosted.repositories ?? url : undefined);
    if (!repositories) {
      context.addIssue({
        code: 'custom',
        path: ['repositories'],
        message: 'the address below which its repositories are',
      });
      return z.NEVER;
    }
    if (!url.startsWith('https:') && insecure !== 'http') {
      context.addIssue({
        code: 'custom',
        path: ['issuer'],
        message: 'an https address, or say insecure: http',
      });
      return z.NEVER;
    }
    return {
      ...settings,
      ci,
      issuer: url,
      repositories: normalizeRepository(repositories),
    };
  });

/** A CI whose identity tokens are taken. */
export type OidcIssuer = z.output<typeof issuer>;

/** The setting `gitops.oidc`. */
export const oidcSetting = z
  .array(issuer)
  .refine(
    all => new Set(all.map(one => one.issuer)).size === all.length,
    'each issuer once',
  );
