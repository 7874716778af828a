import type { EnvironmentPolicy } from '../../facts';
import type { SoakClock } from '../../soak/soakClock';
import type { Product } from './Product';
import { environmentsOf, type EnvironmentName, type Setup } from './setup';

/** An environment's own files: which image they name, and the rest of their text. */
export interface Content {
  image: string;
  settings: number;
}

/** Contents are alike where their digests are. */
export function digestOf({ image, settings }: Content): string {
  return `${image}+${settings}`;
}

/** What this suite seals into its commits and pull requests. */
export interface Seal {
  promotion: string;
  action: 'promote' | 'rollback';
  /** Digest of what it makes of the environment. */
  content: string;
  release?: string;
  restores?: number;
  requester?: string;
  reason?: string;
}

/** One commit on the target branch, which all environments share. */
export interface Commit {
  id: number;
  environment: EnvironmentName;
  content: Content;
  by: string;
  seal?: Seal;
  /** The pull request it merged. */
  pull?: number;
}

/** The head of an environment's proposal branch. */
export interface Head {
  commit: number;
  content: Content;
  /** What the target branch held where this one left it. */
  base: { commit: number; content: Content };
  by: string;
  seal?: Seal;
}

export interface Review {
  login: string;
  verdict: 'approved' | 'changesRequested';
  /** The head that was looked at, and what it held. */
  commit: number;
  content: string;
}

export interface Pull {
  number: number;
  environment: EnvironmentName;
  head: Head;
  seal: Seal;
  reviews: Review[];
  state:
    | { status: 'open' }
    | { status: 'merged'; by: string; at: number; commit: number }
    | { status: 'closed'; by: string };
}

export interface Host {
  status: 'up' | 'down' | 'answersGetLost';
  main: Commit[];
  branches: Map<EnvironmentName, Head>;
  pulls: Pull[];
  /** Commit statuses that CI reports: of heads by their commit, of sources by their release. */
  checks: Map<number | string, 'pending' | 'success' | 'failure'>;
  /** What the endpoint of the http gate says of a release. */
  answers: Map<string, 'allowed' | 'denied'>;
}

/** Decisions are kept in Git: they outlive the database. */
export interface Decided {
  holds: Map<
    EnvironmentName,
    { by: string; reason: string; expiresAt?: string }
  >;
  /** Holds that were decided on once, resumed or not. */
  heldBefore: Set<EnvironmentName>;
  freezes: Map<string, { scope: string; by: string; reason: string }>;
  rejections: Map<string, { by: string; reason: string }>;
}

export interface StoredPromotion {
  id: string;
  environment: EnvironmentName;
  kind: 'promotion' | 'rollback';
  origin: 'automatic' | 'requested';
  state:
    | 'pending'
    | 'open'
    | 'done'
    | 'closed'
    | 'superseded'
    | 'failed'
    | 'cancelled';
  release?: string;
  restores?: number;
  requester?: string;
  reason?: string;
  pullRequest?: number;
  headCommit?: number;
  commit?: number;
  mergeRequestedBy?: string;
  cancelled?: { by: string; reason: string };
  bypassed: Array<{ gate: string; by: string; reason: string }>;
}

export interface Observation {
  head: number;
  content: Content;
  release?: string;
  origin?: 'promotion' | 'rollback' | 'foreign';
}

export interface Row {
  observation?: Observation;
  indexed: boolean;
  fence: number;
  leaseUntil: number;
  /** How often somebody asked for a look. */
  attention: number;
}

export interface HistoryEntry {
  kind:
    | 'merged'
    | 'violation'
    | 'pullRequestOpened'
    | 'pullRequestClosed'
    | 'withdrawn'
    | 'failed';
  by: string;
}

/** The database: all of it can be lost. */
export interface Store {
  releases: Set<string>;
  promotions: Map<string, StoredPromotion>;
  current: Map<EnvironmentName, StoredPromotion>;
  /** Portal approvals by promotion, then by user: the digest that was approved. */
  approvals: Map<string, Map<string, string>>;
  verified: Map<EnvironmentName, Set<string>>;
  soaks: Map<EnvironmentName, Map<string, SoakClock>>;
  history: Map<string, HistoryEntry>;
  rows: Map<EnvironmentName, Row>;
}

/** Where a pass may be interrupted: what it would do next. */
export type Moment =
  | 'acts'
  | 'looks again'
  | 'plans'
  | 'asks for its lease'
  | 'pushes'
  | 'opens'
  | 'merges'
  | 'records';

export interface Replica {
  name: string;
  /** How far its clock is off, in milliseconds. */
  skew: number;
  pass?: Iterator<Moment, void>;
}

/** What invariants remember of what people did past this suite. */
export interface Witness {
  /** The last commit that there was when the database was new: what came before is nobody's promotion. */
  since: number;
  /** Merges in the host with an unmet gate, until the next whole look at the environment. */
  merges: Array<{
    promotion: string;
    environment: EnvironmentName;
    unmet: string[];
    /** How many decisions had been taken. */
    decisions: number;
  }>;
  /** Releases that people closed or cancelled the automatic promotion of, by environment. */
  declined: Set<string>;
  /** When a release was seen well in an environment, since it was last seen broken. */
  well: Map<string, number[]>;
}

export interface World {
  setup: Setup;
  product: Product;
  policies: Map<EnvironmentName, EnvironmentPolicy>;
  names: EnvironmentName[];
  /** The host's and the database's clock. */
  time: number;
  /** Counts what a page would show. */
  changes: number;
  /** Counts what people and others than this suite did. */
  decisions: number;
  lastCommit: number;
  host: Host;
  decided: Decided;
  store: Store;
  /** Members of the group of site reliability engineers. */
  sre: Set<string>;
  health: Map<EnvironmentName, 'well' | 'unclear' | 'broken'>;
  replicas: Replica[];
  witness: Witness;
  tally: Map<string, number>;
  /** Says what this suite does, where somebody listens. */
  trace?: (text: string) => void;
}

/** A Monday morning. */
export const START = Date.parse('2026-03-02T09:00:00Z');

export function emptyStore(names: EnvironmentName[]): Store {
  return {
    releases: new Set(),
    promotions: new Map(),
    current: new Map(),
    approvals: new Map(),
    verified: new Map(names.map(name => [name, new Set()])),
    soaks: new Map(names.map(name => [name, new Map()])),
    history: new Map(),
    rows: new Map(
      names.map(name => [
        name,
        { indexed: false, fence: 0, leaseUntil: 0, attention: 0 },
      ]),
    ),
  };
}

export function newWitness(since: number): Witness {
  return { since, merges: [], declined: new Set(), well: new Map() };
}

/** Release 0 is in every environment, and nobody has looked yet. */
export function createWorld(setup: Setup, product: Product): World {
  const environments = environmentsOf(setup);
  const names = environments.map(({ name }) => name as EnvironmentName);
  const store = emptyStore(names);
  store.releases.add('r0');
  return {
    setup,
    product,
    names,
    policies: new Map(environments.map((one, index) => [names[index], one])),
    time: START,
    changes: 0,
    decisions: 0,
    lastCommit: names.length,
    host: {
      status: 'up',
      main: names.map((environment, id) => ({
        id,
        environment,
        content: { image: 'r0', settings: 0 },
        by: 'dana',
      })),
      branches: new Map(),
      pulls: [],
      checks: new Map(),
      answers: new Map(),
    },
    decided: {
      holds: new Map(),
      heldBefore: new Set(),
      freezes: new Map(),
      rejections: new Map(),
    },
    store,
    sre: new Set(['user:default/bob']),
    health: new Map(),
    replicas: [
      { name: 'A', skew: 0 },
      { name: 'B', skew: 0 },
    ],
    witness: newWitness(names.length),
    tally: new Map(),
  };
}

/** Counts something, for the numbers that are printed. */
export function count({ tally }: World, what: string): void {
  tally.set(what, (tally.get(what) ?? 0) + 1);
}

export function policyOf(world: World, name: EnvironmentName) {
  const policy = world.policies.get(name);
  if (!policy) throw new Error(`There is no environment ${name}.`);
  return policy;
}

export function rowOf({ store }: World, name: EnvironmentName): Row {
  const row = store.rows.get(name);
  if (!row) throw new Error(`There is no environment ${name}.`);
  return row;
}

const texts = new Map<number, string>();

/** What a replica takes the time to be; ISO 8601, UTC. */
export function clockOf(world: World, replica: Replica): string {
  const at = world.time + replica.skew;
  const text = texts.get(at) ?? new Date(at).toISOString();
  texts.set(at, text);
  return text;
}
