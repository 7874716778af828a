import { RE2JS } from 're2js';
import { isHealth, HEALTH_ORDER } from '../Health';
import { parsePointer } from '../../json';
import { type HealthRule } from './HealthRule';

type Check = (value: unknown, path: string, errors: string[]) => void;

const health: Check = (value, path, errors) => {
  if (!isHealth(value)) {
    errors.push(`${path} is ${show(value)}: use ${HEALTH_ORDER.join(', ')}`);
  }
};

const text: Check = (value, path, errors) => {
  if (typeof value !== 'string') {
    errors.push(`${path} is ${show(value)}: a text is wanted`);
  }
};

const group: Check = (value, path, errors) => {
  if (typeof value !== 'string' || !/^(?:\*|(?:\*\.)?[^*]*)$/.test(value)) {
    errors.push(
      `${path} is ${show(value)}: use an API group, *, or *.example.com`,
    );
  }
};

const kind: Check = (value, path, errors) => {
  const kinds = Array.isArray(value) ? value : [value];
  if (
    kinds.length === 0 ||
    !kinds.every(item => typeof item === 'string' && item !== '')
  ) {
    errors.push(`${path} is ${show(value)}: use a kind, a list of kinds, or *`);
  }
};

const pointer: Check = (value, path, errors) => {
  try {
    if (typeof value !== 'string' || value === '') throw new Error();
    parsePointer(value);
  } catch {
    errors.push(
      `${path} is ${show(value)}: use a JSON pointer like /status/phase`,
    );
  }
};

const pattern: Check = (value, path, errors) => {
  try {
    RE2JS.compile(String(value));
  } catch (error) {
    errors.push(
      `${path} has the pattern ${show(value)}, which RE2 refuses: ${
        error instanceof Error ? error.message : String(error)
      }`,
    );
  }
};

const relation: Check = (value, path, errors) => {
  if (value !== 'equal' && value !== 'atLeast') {
    errors.push(`${path} is ${show(value)}: use equal or atLeast`);
  }
};

const healthByPattern = record(health, pattern);

const field = object(
  { at: pointer },
  {
    words: record(health),
    patterns: healthByPattern,
    otherwise: health,
    absent: health,
  },
);

const condition = object(
  {},
  {
    True: health,
    False: health,
    Unknown: health,
    absent: health,
    reasons: healthByPattern,
  },
);

const comparison = object(
  { left: pointer, right: pointer, is: relation, otherwise: health },
  { each: pointer },
);

const messages: Check = (value, path, errors) => {
  record(text, health)(value, path, errors);
};

const rule = object(
  { group, kind },
  {
    when: record(text, pointer),
    withoutStatus: health,
    fields: list(field),
    conditions: record(condition),
    compare: list(comparison),
    otherwise: health,
    messages,
  },
);

function list(item: Check): Check {
  return (value, path, errors) => {
    if (!Array.isArray(value)) {
      errors.push(`${path} is ${show(value)}: a list is wanted`);
      return;
    }
    value.forEach((entry, index) => item(entry, `${path}[${index}]`, errors));
  };
}

function record(item: Check, key?: Check): Check {
  return (value, path, errors) => {
    if (!isRecord(value)) {
      errors.push(`${path} is ${show(value)}: an object is wanted`);
      return;
    }
    for (const [name, entry] of Object.entries(value)) {
      key?.(name, path, errors);
      item(entry, `${path}.${name}`, errors);
    }
  };
}

function object(
  required: Record<string, Check>,
  optional: Record<string, Check>,
): Check {
  const known: Record<string, Check> = { ...required, ...optional };
  return (value, path, errors) => {
    if (!isRecord(value)) {
      errors.push(`${path} is ${show(value)}: an object is wanted`);
      return;
    }
    for (const name of Object.keys(required)) {
      if (value[name] === undefined) errors.push(`${path}.${name} is missing`);
    }
    for (const [name, entry] of Object.entries(value)) {
      if (entry === undefined) continue;
      if (Object.hasOwn(known, name)) {
        known[name](entry, `${path}.${name}`, errors);
      } else {
        errors.push(
          `${path}.${name} is not known: use ${Object.keys(known).join(', ')}`,
        );
      }
    }
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

/**
 * Health rules from config, checked.
 *
 * @throws Error which names every fault: where it is, what was found, what is
 *   wanted.
 *
 * @public
 */
export function parseHealthRules(value: unknown): HealthRule[] {
  const errors: string[] = [];
  if (areHealthRules(value, errors)) return value;
  throw new Error(`The health rules are not valid:\n- ${errors.join('\n- ')}`);
}

function areHealthRules(
  value: unknown,
  errors: string[],
): value is HealthRule[] {
  list(rule)(value, 'health', errors);
  return errors.length === 0;
}
