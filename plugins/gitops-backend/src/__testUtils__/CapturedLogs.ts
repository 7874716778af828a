import {
  coreServices,
  createServiceFactory,
  type RootLoggerService,
  type ServiceFactory,
} from '@backstage/backend-plugin-api';

/** Every line that a backend logs, of every level, with all that was given along with it. */
export class CapturedLogs {
  readonly lines: string[] = [];

  get factory(): ServiceFactory {
    const logger = this.#logger({});
    return createServiceFactory({
      service: coreServices.rootLogger,
      deps: {},
      factory: () => logger,
    });
  }

  #logger(fields: object): RootLoggerService {
    const keep = (message: string, more?: object) => {
      const detail =
        more instanceof Error ? { stack: more.stack, cause: more.cause } : more;
      this.lines.push(JSON.stringify({ ...fields, message, ...detail }));
    };
    return {
      error: keep,
      warn: keep,
      info: keep,
      debug: keep,
      child: more => this.#logger({ ...fields, ...more }),
    };
  }
}
