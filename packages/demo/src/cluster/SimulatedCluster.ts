import { createServer, Server } from 'node:https';
import { Account } from './access/Account';
import { ClusterContext } from './ClusterContext';
import { createContext } from './createContext';
import { startControllers } from './controllers/startControllers';
import { ControllerApi } from './controllers/ControllerApi';
import { ControllerManager } from './controllers/ControllerManager';
import { serveDefinitions } from './controllers/definitionController';
import { DEFAULT_PACE, Pace } from './controllers/Pace';
import { VERSION } from './discovery/version';
import { Faults } from './faults/Faults';
import { handleRequest } from './http/handleRequest';
import { kubeconfigFor } from './kubeconfig';
import { ensureNamespaces, seedCluster } from './seedCluster';
import { Saver } from './store/Saver';
import { loadCluster, saveCluster } from './store/stateFile';
import {
  Certificate,
  selfSignedCertificate,
} from './tls/selfSignedCertificate';

/** How a simulated cluster is started. */
export interface SimulatedClusterOptions {
  /** On the loopback address; a free one where left out. */
  port?: number;
  accounts: readonly Account[];
  /** Made where they are missing, besides those that every cluster has. */
  namespaces?: readonly string[];
  /** One file that keeps the cluster between runs; in memory where left out. */
  stateFile?: string;
  /** How fast pods become ready and rollouts are given up. */
  pace?: Partial<Pace>;
  /** Takes lines about what happens; nothing where left out. */
  log?: (line: string) => void;
  clock?: () => Date;
}

const listen = (server: Server, port: number) =>
  new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });

/**
 * A Kubernetes API server that is none: it keeps objects and answers as a real
 * one does, kubectl included, but nothing runs behind it. It listens on the
 * loopback address only, with a certificate of its own, and says what it is in
 * its version and in a header of every answer.
 */
export class SimulatedCluster {
  /** Where it listens. */
  readonly url: string;
  /** What can go wrong with it, on command. */
  readonly faults: Faults;
  /** PEM of the certificate it shows. */
  readonly certificate: string;
  readonly #accounts: readonly Account[];
  readonly #context: ClusterContext;
  readonly #controllers: ControllerManager;
  readonly #server: Server;
  readonly #saver: Saver | undefined;

  private constructor(fields: {
    url: string;
    certificate: Certificate;
    accounts: readonly Account[];
    context: ClusterContext;
    controllers: ControllerManager;
    server: Server;
    saver: Saver | undefined;
  }) {
    this.url = fields.url;
    this.certificate = fields.certificate.certificate;
    this.faults = fields.context.faults;
    this.#accounts = fields.accounts;
    this.#context = fields.context;
    this.#controllers = fields.controllers;
    this.#server = fields.server;
    this.#saver = fields.saver;
  }

  /** Starts one; with a state file, as it was left. */
  static async start(
    options: SimulatedClusterOptions,
  ): Promise<SimulatedCluster> {
    const { accounts, stateFile, clock = () => new Date() } = options;
    const log = options.log ?? (() => {});
    const context = createContext(clock);
    const saved = stateFile ? await loadCluster(stateFile) : undefined;
    const certificate =
      saved?.certificate ?? selfSignedCertificate('Simulated cluster', clock());
    if (saved) context.store.restore(saved.state);
    context.store.onChange(serveDefinitions(context));

    const saver =
      stateFile === undefined
        ? undefined
        : new Saver(
            () =>
              saveCluster(stateFile, {
                certificate,
                state: context.store.dump(),
              }),
            log,
          );
    context.store.onChange(() => saver?.touch());

    const api = new ControllerApi(context);
    const pace = { ...DEFAULT_PACE, ...options.pace };
    const controllers = startControllers(api, pace, log);
    if (!saved) seedCluster(api);
    ensureNamespaces(api, options.namespaces ?? []);

    const server = createServer(
      { cert: certificate.certificate, key: certificate.key },
      (message, response) => {
        response.setHeader(
          'server',
          `simulated-kubernetes/${String(VERSION.gitVersion)}`,
        );
        response.setHeader('x-simulated', 'backstage-gitops demo cluster');
        handleRequest(context, accounts, message, response);
      },
    );
    // Watches stay open for as long as their clients want.
    server.requestTimeout = 0;
    const port = await listen(server, options.port ?? 0);
    const url = `https://127.0.0.1:${port}`;
    log(
      `simulated Kubernetes cluster at ${url} (${String(
        VERSION.gitVersion,
      )}): nothing runs in it`,
    );
    return new SimulatedCluster({
      url,
      certificate,
      accounts,
      context,
      controllers,
      server,
      saver,
    });
  }

  /** A kubeconfig for one of the accounts, by its name. */
  kubeconfig(account: string): string {
    const found = this.#accounts.find(({ name }) => name === account);
    if (!found) {
      throw new Error(
        `No account "${account}" in the simulated cluster; there are: ${this.#accounts
          .map(({ name }) => name)
          .join(', ')}.`,
      );
    }
    return kubeconfigFor({
      url: this.url,
      certificate: this.certificate,
      account,
      token: found.token,
      name: 'simulated',
    });
  }

  /** Ends it, its open watches too; a state file is complete afterwards. */
  async stop(): Promise<void> {
    this.#controllers.stop();
    this.#context.watches.closeAll();
    await new Promise<void>(resolve => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
    await this.#saver?.flush();
  }
}
