import type { Agreement, Page, Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import { AgreementFacts } from "../agreements/AgreementFacts";
import { Parties } from "../agreements/Parties";
import { Await } from "../components/Await";
import { Breadcrumbs } from "../components/Breadcrumbs";
import { Heading } from "../components/Heading";
import { PageHeading } from "../components/PageHeading";
import { useText } from "../i18n/context";
import { SubjectTable } from "../lists/SubjectTable";

const ALL = 200;

/** One agreement: who concluded it, for how long, and what was agreed. */
export function AgreementPage({ id }: { id: string }) {
  const { agreements, dossier, site } = useText();
  const agreement = useResource<Agreement>(`/v1/agreements/${id}`);
  const found = agreement.resource.status === "ready";
  const clauses = useResource<Page<Subject>>(found ? `/v1/agreements/${id}/clauses` : null, { pageSize: ALL });
  return (
    <Await from={agreement} whole>
      {(data) => (
        <>
          <Breadcrumbs
            crumbs={[
              { href: "/", label: site.home },
              { href: "/caos", label: agreements.title },
            ]}
          />
          <PageHeading title={data.title} kicker={dossier.kinds["agreement"]} />
          <div class="ps-columns">
            <div class="ps-columns__main">
              <section class="ps-section" aria-labelledby="clauses">
                <Heading level={2} id="clauses" look={3}>
                  {agreements.clauses}
                </Heading>
                <Await from={clauses}>
                  {({ items }) =>
                    items.length === 0 ? (
                      <p class="nl-paragraph">{agreements.noClauses}</p>
                    ) : (
                      <SubjectTable kind="clause" items={items} within="agreement" />
                    )
                  }
                </Await>
              </section>
            </div>
            <aside class="ps-columns__aside" aria-label={agreements.details}>
              <AgreementFacts agreement={data} />
              <Parties parties={data.parties ?? []} />
            </aside>
          </div>
        </>
      )}
    </Await>
  );
}
