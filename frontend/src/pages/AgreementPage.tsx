import type { Agreement, Page, SharedOption, Subject } from "../api/shapes";
import { useChanges } from "../api/useChanges";
import { useResource } from "../api/useResource";
import { AgreementFacts } from "../agreements/AgreementFacts";
import { Notice } from "../agreements/Notice";
import { Outcomes } from "../agreements/Outcomes";
import { Parties } from "../agreements/Parties";
import { SharedActions } from "../agreements/SharedActions";
import { Binding } from "../binding/Binding";
import { Await } from "../components/Await";
import { Breadcrumbs } from "../components/Breadcrumbs";
import { Heading } from "../components/Heading";
import { useNotice } from "../components/notice";
import { PageHeading } from "../components/PageHeading";
import { Told } from "../components/Told";
import { SubjectDeadlines } from "../dossier/SubjectDeadlines";
import { Lineage } from "../dossier/Lineage";
import { Section } from "../dossier/Section";
import { TermDates } from "../dossier/TermDates";
import { useText } from "../i18n/context";
import { SubjectTable } from "../lists/SubjectTable";
import { Comments } from "../notes/Comments";
import { Notes } from "../notes/Notes";
import { useNotes } from "../notes/useNotes";
import { Routines } from "../routines/Routines";
import { AgreementPackages } from "../packages/AgreementPackages";
import { agreementTextsPath, editAgreementPath, newClausePath, successorPath } from "../router/routes";
import { ChangeLink } from "../writing/ChangeLink";

const ALL = 200;

/** One agreement: who concluded it, for how long, and what was agreed. */
export function AgreementPage({ id }: { id: string }) {
  const { agreements, dossier, ends, site, talk, text, writing } = useText();
  const [notice] = useNotice();
  const agreement = useResource<Agreement>(`/v1/agreements/${id}`);
  const found = agreement.resource.status === "ready";
  const clauses = useResource<Page<Subject>>(found ? `/v1/agreements/${id}/clauses` : null, { pageSize: ALL });
  const shared = useResource<Page<SharedOption>>(found ? `/v1/agreements/${id}/available-transitions` : null);
  const changes = useChanges(found ? `/v1/agreements/${id}` : null);
  const talked = useNotes("agreement", id, changes);
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
          <Told message={notice} />
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
                <p class="nl-paragraph">
                  <a class="nl-link" href={agreementTextsPath(id)}>
                    {text.onDay}
                  </a>
                </p>
                <div class="utrecht-action-group ps-records">
                  <ChangeLink changes={changes} name="clause" href={newClausePath(id)} label={agreements.newClause} />
                </div>
              </section>
              <AgreementPackages agreementId={id} changes={changes} />
              <Outcomes agreementId={id} />
              <Binding agreementId={id} changes={changes} />
              <Notice agreementId={id} changes={changes} />
              <Routines about={{ kind: "agreement", id }} tableId={data.bargainingTable?.id ?? null} changes={changes} />
              {shared.resource.status === "ready" && shared.resource.data.items.length > 0 && (
                <section class="ps-section" aria-labelledby="shared">
                  <Heading level={2} id="shared" look={3}>
                    {agreements.shared}
                  </Heading>
                  <SharedActions agreementId={id} items={shared.resource.data.items} />
                </section>
              )}
              <Section id="comments" title={talk.title}>
                <Comments kind="agreement" id={id} comments={talked.comments} changes={changes} />
              </Section>
              {talked.hasNotes && (
                <Section id="notes" title={talk.notesTitle}>
                  <Notes kind="agreement" id={id} notes={talked.notes} changes={changes} />
                </Section>
              )}
            </div>
            <aside class="ps-columns__aside" aria-label={agreements.details}>
              <AgreementFacts agreement={data} />
              <SubjectDeadlines id={id} key={`dates ${data.version}`} />
              <Lineage kind="agreement" address={`/v1/agreements/${id}`} />
              <div class="utrecht-action-group ps-records">
                <ChangeLink changes={changes} name="edit" href={editAgreementPath(id)} label={writing.edit} />
                <ChangeLink
                  changes={changes}
                  name="edit"
                  href={successorPath("agreement", id)}
                  label={ends.link}
                />
              </div>
              <TermDates address={`/v1/agreements/${id}`} />
              <Parties parties={data.parties} />
            </aside>
          </div>
        </>
      )}
    </Await>
  );
}
