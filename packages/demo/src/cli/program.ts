import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { resetWorld } from '../seed/resetWorld';
import type { DemoFolder } from '../world/demoFolder';
import { requireService } from '../world/services';
import { hostUrl, openWorld } from '../world/World';
import { defaultBackendUrl } from './backendClient';
import { actInHost, type HostAction, pushInHost } from './actInHost';
import { type DriftKind, driftCommand, driftKinds } from './drift';
import { isAnswering } from './isAnswering';
import { kubectl, kubectlHere } from './kubectl';
import { pushImage } from './pushImage';
import { status } from './status';

/** What the commands work on, and where they print. */
export interface ProgramContext {
  folder: DemoFolder;
  /** Where the Git host would be reached. */
  hostUrl: string;
  print(line: string): void;
}

function parsePullRequestNumber(value: string): number {
  if (!/^[1-9][0-9]{0,8}$/.test(value)) {
    throw new InvalidArgumentError('a pull request has a number, such as 3');
  }
  return Number(value);
}

function parsePattern(pattern: RegExp, expected: string) {
  return (value: string) => {
    if (!pattern.test(value)) throw new InvalidArgumentError(expected);
    return value;
  };
}

const parseTag = parsePattern(
  /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/,
  'a tag has letters, digits, dots, dashes and underscores, such as 1.1.0',
);
const parseDigest = parsePattern(
  /^sha256:[0-9a-f]{64}$/,
  'a digest is sha256: and 64 hexadecimal digits',
);
const parseCommit = parsePattern(
  /^[0-9a-f]{40}$/,
  'a commit is its full name of 40 hexadecimal digits',
);

const backendOption = () =>
  new Option('--backend <url>', 'where the backend is').default(
    defaultBackendUrl,
  );

function addPipelineCommands(program: Command, context: ProgramContext): void {
  program
    .command('push-image')
    .description(
      "do what a service's CI does: commit, build an image (not really), announce the release",
    )
    .argument('<service>', 'such as payments')
    .argument('<tag>', 'the tag of the new image, such as 1.1.0', parseTag)
    .option(
      '--digest <digest>',
      'instead of one made from the tag',
      parseDigest,
    )
    .option('--commit <commit>', 'instead of a new source commit', parseCommit)
    .addOption(backendOption())
    .action(async (name: string, tag: string, options) => {
      const service = requireService(name);
      const world = await openWorld(context.folder);
      const release = await pushImage({
        world,
        service,
        tag,
        digest: options.digest,
        commit: options.commit,
        backendUrl: options.backend,
      });
      context.print(`Announced ${service.name} ${tag}. The backend answers:`);
      context.print(JSON.stringify(release, undefined, 2));
    });

  program
    .command('status')
    .description('what Git, the Git host and the backend each say')
    .addOption(backendOption())
    .action(async options => {
      const world = await openWorld(context.folder);
      for (const line of await status(world, options.backend)) {
        context.print(line);
      }
    });

  program
    .command('reset')
    .description('delete everything of the demo, and seed it again')
    .action(async () => {
      if (await isAnswering(context.hostUrl)) {
        throw new Error(
          `The demo is running at ${context.hostUrl}. End npm start first: it would go on with files that are gone.`,
        );
      }
      const { folder } = await resetWorld(context.folder);
      context.print(`The demo in ${folder.root} is as it was in the beginning`);
    });
}

function addHostCommands(program: Command, context: ProgramContext): void {
  const addCommand = (name: string, description: string) =>
    program
      .command(name)
      .description(`${description}, in the Git host and past the suite`)
      .argument('<repository>', 'such as deploy')
      .argument('<number>', 'of the pull request', parsePullRequestNumber)
      .requiredOption('--as <account>', 'dana, ravi, sofia or rita');

  const act = async (
    repository: string,
    number: number,
    login: string,
    action: HostAction,
  ) => {
    const world = await openWorld(context.folder);
    const answer = await actInHost({
      world,
      repository,
      number,
      login,
      action,
      hostUrl: context.hostUrl,
    });
    context.print(answer);
  };

  addCommand('review', 'approve a pull request')
    .addOption(
      new Option('--comment', 'only say something').conflicts('requestChanges'),
    )
    .option('--request-changes', 'ask for changes instead')
    .action((repository: string, number: number, options) => {
      const asked = options.requestChanges ? 'changesRequested' : 'approved';
      const verdict = options.comment ? 'commented' : asked;
      return act(repository, number, options.as, { kind: 'review', verdict });
    });

  addCommand('merge', 'merge a pull request')
    .option('--squash', 'as one commit instead of a merge commit')
    .option('--message <message>', 'instead of the usual commit message')
    .action((repository: string, number: number, options) =>
      act(repository, number, options.as, {
        kind: 'merge',
        method: options.squash ? 'squash' : 'merge',
        message: options.message,
      }),
    );

  addCommand('close', 'close a pull request').action(
    (repository: string, number: number, options) =>
      act(repository, number, options.as, { kind: 'close' }),
  );

  addCommand('force-push', "replace a pull request's newest commit").action(
    (repository: string, number: number, options) =>
      act(repository, number, options.as, { kind: 'forcePush' }),
  );

  program
    .command('push')
    .description("push an edit to a repository's main branch, past the suite")
    .argument('<repository>', 'such as deploy, or payments')
    .argument('<file>', 'such as payments/production/deployment.yaml')
    .requiredOption('--replace <text>', 'a text that the file has once')
    .requiredOption('--with <text>', 'what comes in its place')
    .requiredOption('--as <account>', 'dana, ravi, sofia or rita')
    .action(async (repository: string, file: string, options) => {
      const answer = await pushInHost({
        world: await openWorld(context.folder),
        repository,
        login: options.as,
        hostUrl: context.hostUrl,
        edit: { file, replace: options.replace, with: options.with },
      });
      context.print(answer);
    });
}

function addClusterCommands(program: Command, context: ProgramContext): void {
  const environments = () =>
    new Argument('[environment]', 'of the service')
      .choices(['dev', 'staging', 'production'])
      .default('staging');

  const change = async (name: string, environment: string, kind: DriftKind) => {
    const service = requireService(name);
    const args = driftCommand(service, environment, kind);
    context.print(`kubectl ${args.join(' ')}`);
    context.print(await kubectl(context.folder, args));
  };

  program
    .command('drift')
    .description('change a running service in the cluster, past Git')
    .argument('<service>', 'such as payments')
    .addArgument(environments())
    .addOption(
      new Option('--by <change>', 'what is changed')
        .choices(driftKinds)
        .default('env'),
    )
    .action((name: string, environment: string, options) =>
      change(name, environment, options.by),
    );

  program
    .command('break')
    .description('give a running service an image that does not start')
    .argument('<service>', 'such as payments')
    .addArgument(environments())
    .action((name: string, environment: string) =>
      change(name, environment, 'break'),
    );

  program
    .command('kubectl')
    .description("kubectl on the demo's cluster, as somebody who may do all")
    .argument('[arguments...]', 'such as get pods -A')
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions()
    .action(async (args: string[]) => {
      process.exitCode = await kubectlHere(context.folder, args);
    });
}

/** The commands of `yarn demo`. Nothing is printed and no process ended by them: failures are thrown. */
export function createProgram(context: ProgramContext): Command {
  const program = new Command('demo')
    .description('Plays the people and the CI pipeline of the demo')
    .showHelpAfterError()
    .enablePositionalOptions();
  addPipelineCommands(program, context);
  addHostCommands(program, context);
  addClusterCommands(program, context);
  return program;
}

/** The commands as a person at this machine uses them. */
export function createTerminalProgram(folder: DemoFolder): Command {
  return createProgram({
    folder,
    hostUrl,
    print: line => process.stdout.write(`${line}\n`),
  });
}
