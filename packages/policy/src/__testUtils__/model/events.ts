import fc from 'fast-check';
import { ANN, BOB, CID, LOGIN_LIST, PEOPLE, RELEASES } from './catalog';
import * as desk from './desk';
import { forcePush, HostTrouble } from './host';
import { findOpen } from './loadSituation';
import { pass } from './pass';
import * as people from './people';
import type { EnvironmentName } from './setup';
import { loseStore, wake } from './store';
import { type Moment, START, type Replica, rowOf, type World } from './World';

/** Something that happens, and how it is told. */
export interface Event {
  words: string;
  act(world: World): void;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NAMES: EnvironmentName[] = ['production', 'dev', 'qa', 'perf'];

/** Goes on until the pass is over, or for so many steps. */
export function run(replica: Replica, steps = Infinity): void {
  for (let step = 0; step < steps; step += 1) {
    if (replica.pass?.next().done !== false) {
      replica.pass = undefined;
      return;
    }
  }
}

/** Goes on until right before it does something, or until the pass is over. */
function runUntil(replica: Replica, moment: Moment): void {
  for (;;) {
    const next = replica.pass?.next();
    if (next?.done !== false) {
      replica.pass = undefined;
      return;
    }
    if (next.value === moment) return;
  }
}

/** A replica ends what it was at, and looks at an environment. */
export function lookAt(
  world: World,
  replica: Replica,
  name: EnvironmentName,
  steps?: number,
): void {
  run(replica);
  replica.pass = pass(world, replica, name);
  run(replica, steps);
}

/** Whichever replica is free answers a webhook. */
function webhook(world: World, name: EnvironmentName): void {
  const free = world.replicas.find(replica => !replica.pass);
  if (free) lookAt(world, free, name);
}

const nameOf = (ref: string) => ref.slice(ref.lastIndexOf('/') + 1);

/** What people and machines do. Where the environment is not declared, or the host is away, it does not happen. */
function done(words: string, act: (world: World) => void): Event {
  return {
    words,
    act(world) {
      world.decisions += 1;
      try {
        act(world);
      } catch (error) {
        if (!(error instanceof HostTrouble)) throw error;
        world.trace?.(`    not done: ${error.message}`);
      }
    },
  };
}

function inEnvironment(
  name: EnvironmentName,
  words: string,
  act: (world: World) => void,
): Event {
  return done(`${words} (${name})`, world => {
    if (world.names.includes(name)) act(world);
  });
}

/** Done in the host: its webhook asks for a look. */
function inHost(
  name: EnvironmentName,
  words: string,
  act: (world: World) => void,
): Event {
  return inEnvironment(name, words, world => {
    act(world);
    wake(world, name);
  });
}

const replicas: Event[] = [0, 1].flatMap(index => {
  const at = (world: World) => world.replicas[index];
  const letter = 'AB'[index];
  const everywhere: Event = {
    words: `replica ${letter} looks at everything`,
    act: world => world.names.forEach(name => lookAt(world, at(world), name)),
  };
  const everywhereBut: Event = {
    words: `replica ${letter} looks at everything but production`,
    act: world => {
      for (const name of world.names) {
        if (name !== 'production') lookAt(world, at(world), name);
      }
    },
  };
  return [
    everywhere,
    everywhere,
    everywhere,
    everywhereBut,
    everywhereBut,
    everywhereBut,
    ...NAMES.flatMap(name => [
      {
        words: `replica ${letter} looks (${name})`,
        act: (world: World) => {
          if (world.names.includes(name)) lookAt(world, at(world), name);
        },
      },
      ...[1, 2, 3, 4, 5, 7].map(steps => ({
        words: `replica ${letter} begins to look and stalls after ${steps} steps (${name})`,
        act: (world: World) => {
          if (!world.names.includes(name)) return;
          lookAt(world, at(world), name, steps);
        },
      })),
    ]),
    ...[1, 2].map(steps => ({
      words: `replica ${letter} goes on for ${steps} steps`,
      act: (world: World) => run(at(world), steps),
    })),
    {
      words: `replica ${letter} wakes and ends what it was at`,
      act: world => run(at(world)),
    },
    {
      words: `replica ${letter} is restarted`,
      act: world => {
        at(world).pass = undefined;
      },
    },
    ...[-24, -2, 0, 2, 24].map(hours =>
      done(`the clock of replica ${letter} is off by ${hours} h`, world => {
        at(world).skew = hours * HOUR;
      }),
    ),
  ];
});

const world: Event[] = [
  {
    words: 'the leases run out',
    act: known => {
      for (const name of known.names) rowOf(known, name).leaseUntil = 0;
    },
  },
  ...[10 * MINUTE, HOUR, 8 * HOUR, 24 * HOUR].map(time =>
    done(`${time / MINUTE} min go by`, known => {
      known.time += time;
    }),
  ),
  done('the host goes away', known => {
    known.host.status = 'down';
  }),
  done('the host is back', known => {
    known.host.status = 'up';
  }),
  done('the answer to the next write is lost', known => {
    known.host.status = 'answersGetLost';
  }),
  done('the database is lost', loseStore),
  done('someone force-pushes the target branch back by one', known => {
    known.names.forEach(name => people.forgetDeclined(known, name));
    forcePush(known, 1);
    wake(known);
  }),
  done('someone force-pushes the target branch back by two', known => {
    known.names.forEach(name => people.forgetDeclined(known, name));
    forcePush(known, 2);
    wake(known);
  }),
  ...PEOPLE.map(user =>
    done(`${nameOf(user)} joins or leaves sre`, ({ sre }) => {
      if (!sre.delete(user)) sre.add(user);
    }),
  ),
];

const releases: Event[] = [...RELEASES.keys()]
  .filter(id => id !== 'r0')
  .flatMap(id => {
    const announced = done(`${id} is announced`, known =>
      desk.announce(known, id),
    );
    return [
      announced,
      announced,
      done(`ci/test is green on the source of ${id}`, known =>
        people.reportCheck(known, id, 'success'),
      ),
      done(`ci/test is red on the source of ${id}`, known =>
        people.reportCheck(known, id, 'failure'),
      ),
      done(`the change system allows ${id}`, known =>
        people.answer(known, id, 'allowed'),
      ),
      done(`the change system denies ${id}`, known =>
        people.answer(known, id, 'denied'),
      ),
      done(`ann rejects ${id}`, known => desk.reject(known, id, ANN)),
      done(`the rejection of ${id} is cleared`, known =>
        desk.clearRejection(known, id),
      ),
    ];
  });

function portal(name: EnvironmentName): Event[] {
  return [
    ...PEOPLE.flatMap(user => [
      inEnvironment(name, `${nameOf(user)} approves in the portal`, known =>
        desk.approve(known, name, user),
      ),
      inEnvironment(name, `${nameOf(user)} asks to merge`, known =>
        desk.requestMerge(known, name, user),
      ),
    ]),
    ...['approvals', 'freeze', 'hold', 'windows', 'soak', 'checks', 'http'].map(
      gate =>
        inEnvironment(name, `ann bypasses ${gate}`, known =>
          desk.bypass(known, name, gate, ANN),
        ),
    ),
    inEnvironment(name, 'bob cancels', known => desk.cancel(known, name, BOB)),
    ...['r1', 'r2', 'r4', 'r6'].map(id =>
      inEnvironment(name, `cid asks to promote ${id}`, known =>
        desk.promote(known, name, id, CID),
      ),
    ),
    inEnvironment(name, 'bob rolls back', known =>
      desk.rollBack(known, name, BOB, 'keep'),
    ),
    inEnvironment(name, 'bob rolls back and rejects what runs', known =>
      desk.rollBack(known, name, BOB, 'reject'),
    ),
    inEnvironment(name, 'ann holds', known => desk.hold(known, name, ANN)),
    inEnvironment(name, 'ann holds until noon', known =>
      desk.hold(known, name, ANN, new Date(START + 3 * HOUR).toISOString()),
    ),
    inEnvironment(name, 'ann resumes', known => desk.resume(known, name)),
    inEnvironment(name, 'ann freezes', known =>
      desk.freeze(known, `environment:shop/${name}`, ANN),
    ),
    inEnvironment(name, 'ann lifts the freeze', known =>
      desk.lift(known, `environment:shop/${name}`),
    ),
  ];
}

function host(name: EnvironmentName): Event[] {
  return [
    ...LOGIN_LIST.map(login =>
      inHost(name, `${login} approves in the host`, known =>
        people.review(known, name, login, 'approved'),
      ),
    ),
    inHost(name, 'bob1 requests changes in the host', known =>
      people.review(known, name, 'bob1', 'changesRequested'),
    ),
    ...(['merge', 'squash'] as const).map(method =>
      inHost(name, `ann1 merges in the host by ${method}`, known => {
        people.mergeInHost(known, name, 'ann1', method);
      }),
    ),
    inHost(name, 'ann1 merges in the host, and the webhook comes', known => {
      people.mergeInHost(known, name, 'ann1', 'merge');
      webhook(known, name);
    }),
    inHost(name, 'cid1 closes the pull request', known =>
      people.closeInHost(known, name, 'cid1'),
    ),
    inHost(name, 'ann1 pushes settings to the proposal', known =>
      people.pushToProposal(known, name, 'ann1', { settings: 7 }),
    ),
    inHost(name, 'bob1 force-pushes another image to the proposal', known =>
      people.pushToProposal(known, name, 'bob1', { image: 'x1' }),
    ),
    inEnvironment(
      name,
      'cid1 pushes settings to the proposal, and the webhook is lost',
      known => people.pushToProposal(known, name, 'cid1', { settings: 8 }),
    ),
    inHost(name, 'cid1 rebases the proposal', known =>
      people.rebaseProposal(known, name, 'cid1'),
    ),
    inHost(name, 'dana pushes settings', known =>
      people.pushDirectly(known, name, 'dana', content => ({
        ...content,
        settings: content.settings + 1,
      })),
    ),
    ...['r0', 'r2', 'x2'].map(image =>
      inHost(name, `dana pushes ${image}`, known =>
        people.pushDirectly(known, name, 'dana', content => ({
          ...content,
          image,
        })),
      ),
    ),
    ...(['success', 'failure', 'pending'] as const).map(state =>
      inHost(name, `ci/lint reports ${state} on the proposal`, known =>
        people.reportCheck(known, findOpen(known, name)?.head.commit, state),
      ),
    ),
    ...(['well', 'broken', 'unclear'] as const).map(health =>
      done(`what runs is ${health} (${name})`, known => {
        known.health.set(name, health);
      }),
    ),
  ];
}

const system: Event[] = [
  done('ann freezes the system', known =>
    desk.freeze(known, 'system:default/shop', ANN),
  ),
  done('ann lifts the freeze of the system', known =>
    desk.lift(known, 'system:default/shop'),
  ),
];

/** The same, and what follows from it at once. */
function served({ words, act }: Event): Event[] {
  return [0, 1].map(index => ({
    words: `${words}; replica ${'AB'[index]} looks at everything`,
    act(known) {
      act(known);
      for (const name of known.names) {
        lookAt(known, known.replicas[index], name);
      }
    },
  }));
}

const MOMENTS: Moment[] = [
  'merges',
  'pushes',
  'plans',
  'acts',
  'opens',
  'records',
  'looks again',
  'asks for its lease',
];

/** The same while a replica looks, which goes on afterwards; or which another replaces meanwhile, and which wakes then. */
function meanwhile({ words, act }: Event, name: EnvironmentName): Event[] {
  return MOMENTS.flatMap(moment => {
    const begun = `replica A looks (${name}), and right before it ${moment}: ${words}`;
    const during = (known: World, andThen: () => void) => {
      if (!known.names.includes(name)) return;
      const [replica] = known.replicas;
      lookAt(known, replica, name, 0);
      runUntil(replica, moment);
      act(known);
      andThen();
      run(replica);
    };
    return [
      {
        words: `${begun}; it goes on`,
        act: known => during(known, () => {}),
      },
      {
        words: `${begun}; its lease runs out, replica B looks, and A wakes`,
        act: known =>
          during(known, () => {
            rowOf(known, name).leaseUntil = 0;
            lookAt(known, known.replicas[1], name);
          }),
      },
    ];
  });
}

const production = [...portal('production'), ...host('production')];
const qa = [...portal('qa'), ...host('qa')];
const others = [
  ...qa,
  ...portal('dev'),
  ...host('dev').filter(({ words }) => /dana|what runs/.test(words)),
  ...host('perf').filter(({ words }) => /dana|what runs|merges/.test(words)),
];

const alike = (weight: number, events: Event[]) => ({
  weight,
  arbitrary: fc.constantFrom(...events),
});
const alone = (events: Event[]) =>
  events.flatMap(event => [event, ...served(event)]);

/** Anything that can happen. Without releases and replicas nothing moves, and what happens meanwhile breaks most. */
export const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  alike(4, alone(releases)),
  alike(4, replicas),
  alike(5, alone(production)),
  alike(3, alone(others)),
  alike(2, alone([...world, ...system])),
  alike(
    3,
    production.flatMap(event => meanwhile(event, 'production')),
  ),
  alike(
    1,
    production
      .filter(({ words }) => words.includes('to the proposal'))
      .flatMap(event => meanwhile(event, 'production')),
  ),
  alike(
    1,
    qa.flatMap(event => meanwhile(event, 'qa')),
  ),
);
