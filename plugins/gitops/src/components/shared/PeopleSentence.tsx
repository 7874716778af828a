import { EntityLink } from './EntityLink';
import { linkNames } from './linkNames';

/** A sentence in which those who can act are links to who they are. */
export function PeopleSentence(props: { sentence: string; who?: string[] }) {
  const { parts } = linkNames(props.sentence, props.who ?? []);
  return (
    <>
      {parts.map(({ text, entityRef }, index) =>
        entityRef === undefined ? (
          text
        ) : (
          <EntityLink key={index} entityRef={entityRef} />
        ),
      )}
    </>
  );
}
