/** What a list says of releases: where they may go, or why they are in one environment or not. */
export function titleOf(environment: string | undefined): string {
  return environment ? `Why in ${environment}, or not` : 'Where it may go';
}
