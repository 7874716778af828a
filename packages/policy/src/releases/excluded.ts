/** The setting of a rule that keeps something out, and one sentence for people. @public */
export interface Excluded<Setting extends string> {
  status: 'excluded';
  by: Setting;
  reason: string;
}

/** Keeps something out. */
export function excluded<Setting extends string>(
  by: Setting,
  reason: string,
): Excluded<Setting> {
  return { status: 'excluded', by, reason };
}
