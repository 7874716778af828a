import type {
  EnvironmentSpec,
  Finding,
} from '@backstage-gitops/plugin-gitops-common';
import type { HttpEndpoint } from '@backstage-gitops/policy';
import type { AllowedEndpoint, Floor } from '../config';
import { allowanceOf } from '../endpoints/allowance';

function same(one: HttpEndpoint, other: HttpEndpoint): boolean {
  return one.name === other.name && one.url === other.url;
}

/** The endpoints of the floors, and those that the file adds; a file that names some names the floors' too. */
export function httpOf(
  spec: EnvironmentSpec,
  floors: Floor[],
): { http: HttpEndpoint[]; problems: string[] } {
  const least = floors.flatMap(({ gates }) => gates?.http ?? []);
  const own = spec.gates.http ?? [];
  const missing = spec.gates.http
    ? least.filter(one => !own.some(other => same(one, other)))
    : [];
  const all = [...least, ...own];
  return {
    http: all.filter(
      (one, index) => all.findIndex(other => same(one, other)) === index,
    ),
    problems:
      missing.length > 0
        ? [
            `gates.http leaves out ${missing
              .map(({ name, url }) => `${name} (${url})`)
              .join(', ')}, which the platform's floor asks for.`,
          ]
        : [],
  };
}

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
