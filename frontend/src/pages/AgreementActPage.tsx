import { TransitionForm } from "../act/TransitionForm";
import type { Agreement, Page, SharedOption } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { Breadcrumbs } from "../components/Breadcrumbs";
import { PageHeading } from "../components/PageHeading";
import { useText } from "../i18n/context";
import { BeforeSharedRegistration } from "../publication/BeforeSharedRegistration";
import { agreementPath } from "../router/routes";
import { NotFoundPage } from "./NotFoundPage";

/** One step for all clauses of an agreement that are ready for it. */
export function AgreementActPage({ id, transition }: { id: string; transition: string }) {
  const { site, agreements } = useText();
  const address = `/v1/agreements/${id}`;
  const agreement = useResource<Agreement>(address);
  const options = useResource<Page<SharedOption>>(`${address}/available-transitions`);
  const reload = (): void => {
    agreement.reload();
    options.reload();
  };
  return (
    <Await from={agreement} whole>
      {(data, etag) => (
        <Await from={options} whole>
          {({ items }) => {
            const option = items.find(({ name }) => name === transition);
            if (!option?.open) return <NotFoundPage />;
            return (
              <div class="ps-narrow">
                <Breadcrumbs
                  crumbs={[
                    { href: "/", label: site.home },
                    { href: "/caos", label: agreements.title },
                    { href: agreementPath(id), label: data.title },
                  ]}
                />
                <PageHeading title={option.label} kicker={`${data.title} · ${agreements.sharedCount(option.clauses)}`} />
                <p class="nl-paragraph nl-paragraph--lead">{agreements.sharedLead}</p>
                {transition === "register" && <BeforeSharedRegistration agreementId={id} />}
                <TransitionForm
                  address={address}
                  back={agreementPath(id)}
                  etag={etag}
                  about={{ agreement: data, bargainingTable: data.bargainingTable }}
                  option={option}
                  reload={reload}
                />
              </div>
            );
          }}
        </Await>
      )}
    </Await>
  );
}
