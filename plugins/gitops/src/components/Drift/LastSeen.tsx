import { RelativeTime } from '../shared/RelativeTime';

/** How old the picture of a cluster is. */
export function LastSeen({ asOf }: { asOf?: string }) {
  return asOf ? (
    <>
      Cluster seen <RelativeTime at={asOf} />
    </>
  ) : (
    <>Cluster was never seen</>
  );
}
