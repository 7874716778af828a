import { badRequest, invalid } from '../errors/failures';
import { ResourceRequest } from '../http/ApiRequest';
import { FieldValidation, WriteOptions } from './WriteOptions';

const optionsInvalid = (kind: string, field: string, message: string) =>
  invalid({ group: 'meta.k8s.io', kind, name: '' }, [
    { reason: 'FieldValueInvalid', message, field },
  ]);

/** The manager of a client that names none: the first word of its agent. */
export const managerOfAgent = (agent: string | undefined) =>
  (agent ?? '').split('/')[0]?.slice(0, 128) || 'unknown';

function dryRunOf(request: ResourceRequest): WriteOptions['dryRun'] {
  const asked = request.query.getAll('dryRun').filter(value => value !== '');
  if (asked.length === 0) return 'none';
  if (asked.every(value => value === 'All')) return 'server';
  throw optionsInvalid(
    'PatchOptions',
    'dryRun',
    `Invalid value: ${JSON.stringify(asked)}: must be one of ["All"]`,
  );
}

function validationOf(request: ResourceRequest): FieldValidation {
  const asked = request.query.get('fieldValidation');
  switch (asked) {
    case null:
    case '':
      return 'Warn';
    case 'Ignore':
    case 'Warn':
    case 'Strict':
      return asked;
    default:
      throw badRequest(
        `fieldValidation: Unsupported value: ${JSON.stringify(
          asked,
        )}: supported values: "Ignore", "Strict", "Warn"`,
      );
  }
}

/** What the query of a write asks for. Warnings are gathered in `warnings`. */
export function readWriteOptions(
  request: ResourceRequest,
  warnings: Set<string>,
): WriteOptions {
  return {
    user: request.user,
    manager:
      request.query.get('fieldManager') ||
      managerOfAgent(request.headers['user-agent']),
    dryRun: dryRunOf(request),
    fieldValidation: validationOf(request),
    warn: text => warnings.add(text),
  };
}
