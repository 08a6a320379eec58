import { request } from "../api/client";
import type { ConsentGiven } from "../api/shapes";
import { useSending } from "../act/useSending";
import { Button } from "../components/Button";
import { Failure } from "../components/Failure";
import { useText } from "../i18n/context";
import { useSession } from "../session/context";

export interface Withdrawal {
  /** The address of the subject's consents. */
  address: string;
  etag: string | null;
  /** Reads the dossier again; says what happened, if it is worth saying. */
  reload: (message?: string) => void;
}

interface Props extends Withdrawal {
  consent: ConsentGiven;
}

/** Takes back a consent of the person's own organisation. */
export function WithdrawConsent({ consent: { id, organisation }, address, etag, reload }: Props) {
  const { consent } = useText();
  const { me } = useSession();
  const { busy, error, send } = useSending(() => reload());
  if (!me?.organisations.some(({ name }) => name === organisation)) return null;

  const withdraw = (): Promise<void> =>
    send(async () => {
      await request("DELETE", `${address}/${id}`, { ifMatch: etag });
      reload(consent.withdrawn);
    });

  return (
    <>
      <Button look="secondary" busy={busy} onClick={() => void withdraw()}>
        {consent.withdraw}
      </Button>
      {error && <Failure error={error} />}
    </>
  );
}
