import { at, nameOf, type Place } from './Place';
import { anything, type GiteaPull, label } from './schemas';

/** Of labels that were not there before. */
const COLOR = '#ededed';

/** The ids of labels, as Gitea wants them; what the repository has not is created. */
export async function idsOf(place: Place, names: string[]): Promise<number[]> {
  if (names.length === 0) return [];
  const known = await place.client.list({
    what: `read the labels of ${nameOf(place)}`,
    path: at(place, 'labels'),
    answer: label,
  });
  const ids: number[] = [];
  for (const name of new Set(names)) {
    const { id } =
      known.find(one => one.name === name) ?? (await create(place, name));
    ids.push(id);
  }
  return ids;
}

async function create(place: Place, name: string) {
  return place.client.ask({
    what: `create the label ${name} in ${nameOf(place)}`,
    method: 'POST',
    path: at(place, 'labels'),
    body: { name, color: COLOR },
    // Gitea takes a name twice.
    once: true,
    answer: label,
  });
}

export function labelsOf({ labels }: Pick<GiteaPull, 'labels'>): string[] {
  return (labels ?? []).map(({ name }) => name);
}

/** Gives a pull request exactly these labels. */
export async function setLabels(
  place: Place,
  number: number,
  names: string[],
): Promise<void> {
  await place.client.ask({
    what: `label pull request #${number} of ${nameOf(place)}`,
    method: 'PUT',
    path: at(place, 'issues', number, 'labels'),
    body: { labels: await idsOf(place, names) },
    answer: anything,
  });
}
