import type { AuthService } from '@backstage/backend-plugin-api';
import {
  type Entity,
  RELATION_HAS_MEMBER,
  RELATION_MEMBER_OF,
  RELATION_PARENT_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Person } from '@backstage-gitops/plugin-gitops-common';
import type { GitHost } from '@backstage-gitops/plugin-gitops-node';

/** How long logins are remembered, in milliseconds; memberships never are. */
const LOGINS_LIFETIME = 30_000;

interface Directory {
  readAt: number;
  byLogin: Map<string, Entity>;
  byEmail: Map<string, Entity>;
}

function emailOf(user: Entity): string | undefined {
  const profile = user.spec?.profile;
  return typeof profile === 'object' && profile && 'email' in profile
    ? String(profile.email).toLocaleLowerCase('en-US')
    : undefined;
}

/** The login of a user on a host, as the host itself writes it. */
function loginOn(host: GitHost, user: Entity | undefined): string | undefined {
  const value = user?.metadata.annotations?.[host.loginAnnotation];
  return value && host.loginIn ? host.loginIn(value) : value;
}

/** Who is who: logins of hosts, addresses of Git authors, groups, as the catalog has them now. */
export class People {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  #directories = new Map<string, Promise<Directory>>();

  constructor(options: { auth: AuthService; catalog: CatalogService }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
  }

  async #directory(host: GitHost): Promise<Directory> {
    const annotation = host.loginAnnotation;
    const known = this.#directories.get(annotation);
    if (known && Date.now() - (await known).readAt < LOGINS_LIFETIME) {
      return known;
    }
    const reading = this.#read(host);
    this.#directories.set(annotation, reading);
    reading.catch(() => this.#directories.delete(annotation));
    return reading;
  }

  async #read(host: GitHost): Promise<Directory> {
    const { items } = await this.#catalog.getEntities(
      {
        filter: {
          kind: 'User',
          [`metadata.annotations.${host.loginAnnotation}`]:
            CATALOG_FILTER_EXISTS,
        },
      },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    const byLogin = new Map<string, Entity>();
    const byEmail = new Map<string, Entity>();
    for (const user of items) {
      const login = loginOn(host, user);
      if (login) byLogin.set(login, user);
      const email = emailOf(user);
      if (email) byEmail.set(email, user);
    }
    return { readAt: Date.now(), byLogin, byEmail };
  }

  /** Who a login of a host is. */
  async byLogin(host: GitHost, login: string): Promise<Person> {
    const { byLogin } = await this.#directory(host);
    const user = byLogin.get(login);
    return user
      ? {
          name: user.metadata.title ?? user.metadata.name,
          entityRef: stringifyEntityRef(user),
          login,
        }
      : { name: login, login };
  }

  /** Who a Git author is, by the address in their profile. */
  async byAuthor(
    host: GitHost,
    author: { name: string; email: string },
  ): Promise<Person> {
    const { byEmail } = await this.#directory(host);
    const user = byEmail.get(author.email.toLocaleLowerCase('en-US'));
    return user
      ? {
          name: user.metadata.title ?? user.metadata.name,
          entityRef: stringifyEntityRef(user),
        }
      : { name: author.name };
  }

  /** The login of a user on a host. */
  async loginOf(host: GitHost, userRef: string): Promise<string | undefined> {
    return loginOn(host, await this.#entity(userRef));
  }

  /** The groups a user is in now, those above them included. Empty for who is not in the catalog. */
  async groupsOf(userRef: string): Promise<string[]> {
    const user = await this.#entity(userRef);
    const groups = new Set<string>();
    let next = (user?.relations ?? [])
      .filter(({ type }) => type === RELATION_MEMBER_OF)
      .map(({ targetRef }) => targetRef);
    while (next.length > 0) {
      const fresh = next.filter(ref => !groups.has(ref));
      fresh.forEach(ref => groups.add(ref));
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs: fresh },
        { credentials: await this.#auth.getOwnServiceCredentials() },
      );
      next = items.flatMap(group =>
        (group?.relations ?? [])
          .filter(({ type }) => type === 'childOf')
          .map(({ targetRef }) => targetRef),
      );
    }
    return [...groups];
  }

  /** The people in groups, and the users among the references themselves. */
  async membersOf(refs: string[]): Promise<string[]> {
    const users = new Set(refs.filter(ref => ref.startsWith('user:')));
    const seen = new Set<string>();
    let next = refs.filter(ref => ref.startsWith('group:'));
    while (next.length > 0) {
      const fresh = next.filter(ref => !seen.has(ref));
      fresh.forEach(ref => seen.add(ref));
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs: fresh },
        { credentials: await this.#auth.getOwnServiceCredentials() },
      );
      const relations = items.flatMap(group => group?.relations ?? []);
      for (const { type, targetRef } of relations) {
        if (type === RELATION_HAS_MEMBER) users.add(targetRef);
      }
      next = relations
        .filter(({ type }) => type === RELATION_PARENT_OF)
        .map(({ targetRef }) => targetRef);
    }
    return [...users];
  }

  async #entity(ref: string): Promise<Entity | undefined> {
    return this.#catalog.getEntityByRef(ref, {
      credentials: await this.#auth.getOwnServiceCredentials(),
    });
  }
}
