import type { AllowedEndpoint } from '../config';

/** May an address be called? */
export type Allowance =
  | { status: 'allowed'; by: AllowedEndpoint }
  | { status: 'refused'; reason: string };

/** Path separators that a lenient server decodes: `/gate/..%2fadmin` would leave `/gate`. */
const HIDDEN_SEPARATOR = /%(2f|5c)/i;

function covers(allowed: URL, url: URL): boolean {
  const folder = allowed.pathname.replace(/\/+$/, '');
  return (
    allowed.origin === url.origin &&
    (folder === '' ||
      url.pathname === folder ||
      (url.pathname.startsWith(`${folder}/`) &&
        !HIDDEN_SEPARATOR.test(url.pathname)))
  );
}

/**
 * Whether the platform lets this address be called. Default: none is. Scheme, host and port are those of an entry, and
 * the path is below its path.
 */
export function allowanceOf(url: string, allow: AllowedEndpoint[]): Allowance {
  const target = URL.canParse(url) ? new URL(url) : undefined;
  if (!target || !/^https?:$/.test(target.protocol)) {
    return {
      status: 'refused',
      reason: 'Its address is no http or https URL; mend the pipeline file.',
    };
  }
  if (target.username || target.password) {
    return {
      status: 'refused',
      reason:
        'Its address carries credentials; take them out: requests are signed instead.',
    };
  }
  const by = allow.find(one => covers(new URL(one.url), target));
  return by
    ? { status: 'allowed', by }
    : {
        status: 'refused',
        reason: `${target.origin}${target.pathname} is not listed; the platform team can add it below gitops.http.allow.`,
      };
}
