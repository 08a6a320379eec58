import { FormFrame } from "../act/FormFrame";
import { useSending } from "../act/useSending";
import { request } from "../api/client";
import { Breadcrumbs, type Crumb } from "../components/Breadcrumbs";
import { leaveNotice } from "../components/notice";
import { PageHeading } from "../components/PageHeading";
import { useText } from "../i18n/context";
import { navigate } from "../router/location";

interface Props {
  crumbs: readonly Crumb[];
  kicker: string;
  address: string;
  etag: string | null;
  reload: () => void;
}

/** Takes back a place or seat that has not begun. */
export function Withdraw({ crumbs, kicker, address, etag, reload }: Props) {
  const { administration, site } = useText();
  const { busy, error, send } = useSending(reload);
  const back = crumbs.at(-1)?.href ?? "/";
  const submit = (): Promise<void> =>
    send(async () => {
      await request("DELETE", address, { ifMatch: etag });
      leaveNotice(administration.withdrawn);
      navigate(back);
    });
  return (
    <div class="ps-narrow">
      <Breadcrumbs crumbs={[{ href: "/", label: site.home }, ...crumbs]} />
      <PageHeading title={administration.withdrawTitle} kicker={kicker} />
      <p class="nl-paragraph nl-paragraph--lead">{administration.withdrawLead}</p>
      <FormFrame
        submitLabel={administration.withdrawTitle}
        back={back}
        busy={busy}
        error={error}
        label={() => null}
        submit={submit}
      >
        {null}
      </FormFrame>
    </div>
  );
}
