import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LifecycleService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  pipelineSignalChannel,
  type PipelineSignal,
} from '@backstage-gitops/plugin-gitops-common';
import { deliverNotice } from '../notifications/deliverNotice';
import type { OutboxMessage } from '../store/Outbox';
import type { EnvironmentKey, Lease } from '../store/EnvironmentStore';
import { EnvironmentPass, LEASE } from './EnvironmentPass';
import { type Services } from './services';

/** Environments that one replica works on side by side. */
const CONCURRENCY = 4;

/** How long an idle replica waits before it looks for due environments again, in milliseconds. */
const IDLE_WAIT = 250;

/** Claims environments that are due, one lease each, and gives each a pass. */
export class Worker {
  readonly #services: Services;
  readonly #signals: SignalsService;
  readonly #notifications: NotificationService;
  readonly #pass: EnvironmentPass;
  readonly #id = randomUUID();
  readonly #busy: EnvironmentKey[] = [];
  readonly #stop = new AbortController();
  readonly #running: Array<Promise<void>> = [];

  static start(options: {
    services: Services;
    signals: SignalsService;
    notifications: NotificationService;
    lifecycle: LifecycleService;
  }): Worker {
    const worker = new Worker(options);
    options.lifecycle.addShutdownHook(() => worker.stop());
    for (let count = 0; count < CONCURRENCY; count += 1) {
      worker.#running.push(worker.#run());
    }
    worker.#running.push(worker.#deliver());
    return worker;
  }

  private constructor({
    services,
    signals,
    notifications,
  }: {
    services: Services;
    signals: SignalsService;
    notifications: NotificationService;
  }) {
    this.#services = services;
    this.#signals = signals;
    this.#notifications = notifications;
    this.#pass = new EnvironmentPass(services);
  }

  /** Ends after the passes under way. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#running);
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const lease = await this.#claim();
      if (lease) {
        await this.#work(lease);
      } else {
        await this.#rest();
      }
    }
  }

  async #rest(): Promise<void> {
    await sleep(IDLE_WAIT, undefined, {
      signal: this.#stop.signal,
      ref: false,
    }).catch(() => {});
  }

  async #claim(): Promise<Lease | undefined> {
    try {
      return await this.#services.environments.claim(
        this.#id,
        LEASE,
        this.#busy,
      );
    } catch (error) {
      this.#services.logger.warn('No environment could be claimed', {
        error: String(error),
      });
      return undefined;
    }
  }

  async #work(lease: Lease): Promise<void> {
    this.#busy.push(lease);
    try {
      const { shown, rest } = await this.#pass.run(lease);
      if (shown === 'changed') await this.announce(lease.entityRef);
      await this.#services.environments.release(lease, rest);
    } catch (error) {
      // The lease runs out by itself; whoever claims the environment next starts from what is there.
      this.#services.logger.error(
        `The pass over ${lease.name} of ${lease.entityRef} broke off`,
        error instanceof Error ? error : new Error(String(error)),
      );
    } finally {
      this.#busy.splice(this.#busy.indexOf(lease), 1);
    }
  }

  /** Tells open pages that a pipeline has a new revision, and nothing else. */
  async announce(entityRef: string): Promise<void> {
    const revision = await this.#services.pipelines.touch(entityRef);
    await this.#signals.publish<PipelineSignal>({
      recipients: { type: 'broadcast' },
      channel: pipelineSignalChannel(entityRef),
      message: { revision },
    });
  }

  async #send(message: OutboxMessage): Promise<void> {
    if (message.kind === 'notice') {
      await deliverNotice({
        notifications: this.#notifications,
        logger: this.#services.logger,
        notice: message,
        now: new Date(),
      });
      return;
    }
    const { repository, commit, status } = message;
    const { host } = await this.#services.mirrors.get(repository);
    await host.setCommitStatus({ repository, commit, status });
  }

  async #deliver(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.#services.outbox
        .deliver(message => this.#send(message))
        .catch(error =>
          this.#services.logger.warn('The outbox could not be delivered', {
            error: String(error),
          }),
        );
      await this.#rest();
    }
  }
}
