import type { Finding } from '@backstage-gitops/plugin-gitops-common';
import type { HttpEndpoint } from '@backstage-gitops/policy';
import type { AllowedEndpoint } from '../config';
import { allowanceOf } from '../endpoints/allowance';

/** Whether the endpoints that an environment names may be asked; nothing where it names none. */
export function httpFindings(
  environment: string,
  endpoints: HttpEndpoint[],
  allow: AllowedEndpoint[],
): Finding[] {
  return endpoints.map(({ name, url }): Finding => {
    const allowance = allowanceOf(url, allow);
    return {
      check: 'http',
      environment,
      expected: `${name} may be asked at its address`,
      ...(allowance.status === 'refused'
        ? {
            status: 'failed',
            found: allowance.reason,
            fix: 'Ask the platform team to list it below gitops.http.allow, or use an address that is listed.',
          }
        : { status: 'passed', found: 'It may.' }),
    };
  });
}
