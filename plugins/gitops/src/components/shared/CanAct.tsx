import { EntityLinks } from './EntityLinks';
import { linkNames } from './linkNames';

/** Who can act, as far as the sentence beside it does not name them already. */
export function CanAct(props: { who?: string[]; sentence: string }) {
  const { unnamed } = linkNames(props.sentence, props.who ?? []);
  return unnamed.length === 0 ? undefined : (
    <>
      Can act: <EntityLinks entityRefs={unnamed} />
    </>
  );
}
