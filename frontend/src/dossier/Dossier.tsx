import type { DisputeDetail, Option, Page, Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { Disputes } from "../disputes/Disputes";
import { useText } from "../i18n/context";
import { InitiativeSections } from "../initiatives/InitiativeSections";
import { CameFrom } from "../notes/CameFrom";
import { Comments } from "../notes/Comments";
import { Notes } from "../notes/Notes";
import { PassageBar } from "../notes/PassageBar";
import { TalkProvider } from "../notes/talk";
import { useNotes } from "../notes/useNotes";
import { InPackage } from "../packages/InPackage";
import { Awaited } from "../reminders/Awaited";
import type { Kind } from "../router/routes";
import { Ballots } from "./Ballots";
import { hasText } from "./clauseText";
import { ClauseTexts } from "./ClauseTexts";
import { Commitments } from "./Commitments";
import { ConsentOverview } from "./ConsentOverview";
import { DossierHeading } from "./DossierHeading";
import { Evaluations } from "./Evaluations";
import { Evidence } from "./Evidence";
import { Facts } from "./Facts";
import { NextActions } from "./NextActions";
import { OnThisPage } from "./OnThisPage";
import { Papers } from "./Papers";
import { PhaseBar } from "./PhaseBar";
import { Section } from "./Section";
import { Routines } from "../routines/Routines";
import { sectionsOf } from "./sections";
import { SubjectDeadlines } from "./SubjectDeadlines";
import { TermDates } from "./TermDates";
import { Timeline } from "./Timeline";
import { useBallots } from "./useBallots";
import type { Opened } from "./useOpened";

interface Props {
  kind: Kind;
  subject: Subject;
  etag: string | null;
  /** What was read besides. */
  opened: Omit<Opened<Subject>, "subject" | "notice">;
}

export function Dossier({ kind, subject, etag, opened }: Props) {
  const text = useText();
  const { options, entries, lifecycle, changes, reload } = opened;
  const asked = options.resource.status === "ready" ? options.resource.data.items.filter(needsOthers) : [];
  const withdrawal = { address: `${opened.base}/consents`, etag, reload };
  const ballots = useBallots(subject);
  const has = { consents: asked.length > 0, ballots: ballots.length > 0 };
  const disputes = useResource<Page<DisputeDetail>>(kind === "clause" ? "/v1/disputes" : null, {
    subjectId: subject.id,
    pageSize: 100,
  });
  const disputed = disputes.resource.status === "ready" && disputes.resource.data.items.length > 0;
  const mayDispute =
    kind === "clause" &&
    options.resource.status === "ready" &&
    options.resource.data.items.some(({ name, open }) => name === "raise_dispute" && open);
  const talked = useNotes(kind, subject.id, changes);
  const sections = sectionsOf(kind, subject, { ...has, notes: talked.hasNotes, disputes: disputed }, text);

  return (
    <TalkProvider value={talked.said}>
      <article class="ps-dossier">
        <DossierHeading kind={kind} subject={subject} />
        {kind === "clause" && <InPackage clauseId={subject.id} />}
        {lifecycle && <PhaseBar subject={subject} lifecycle={lifecycle} />}
        <div class="ps-columns">
          <div class="ps-columns__main">
            <Section id="next" title={text.next.title}>
              <Await from={options}>
                {({ items }) => <NextActions kind={kind} id={subject.id} state={subject.state} options={items} />}
              </Await>
            </Section>
            <Awaited kind={kind} id={subject.id} version={subject.version} reload={reload} />
            {disputed && <Disputes disputes={disputes} />}
            {asked.length > 0 && (
              <Section id="consent" title={text.consent.title}>
                <ConsentOverview options={asked} withdrawal={withdrawal} />
              </Section>
            )}
            <Papers kind={kind} id={subject.id} version={subject.version} reload={reload} />
            {hasText(subject) && (
              <Section id="text" title={text.text.title}>
                <ClauseTexts subject={subject} options={options} changes={changes} />
              </Section>
            )}
            {kind === "initiative" && <InitiativeSections subject={subject} changes={changes} />}
            {ballots.length > 0 && (
              <Section id="ballots" title={text.ballots.title}>
                <Ballots items={ballots} />
              </Section>
            )}
            {kind === "commitment" ? (
              <Section id="evidence" title={text.commitments.evidence}>
                <Evidence commitment={subject} changes={changes} />
              </Section>
            ) : (
              <>
                <Section id="commitments" title={text.commitments.title}>
                  <Commitments kind={kind} id={subject.id} changes={changes} />
                </Section>
                <Section id="evaluations" title={text.evaluations.title}>
                  <Evaluations kind={kind} id={subject.id} changes={changes} />
                </Section>
              </>
            )}
            {kind !== "commitment" && (
              <Routines
                about={{ kind, id: subject.id }}
                tableId={subject.bargainingTable?.id ?? null}
                changes={changes}
              />
            )}
            <Section id="comments" title={text.talk.title}>
              {kind === "commitment" && <CameFrom commitmentId={subject.id} />}
              <Comments kind={kind} id={subject.id} comments={talked.comments} changes={changes} />
            </Section>
            {talked.hasNotes && (
              <Section id="notes" title={text.talk.notesTitle}>
                <Notes kind={kind} id={subject.id} notes={talked.notes} changes={changes} />
              </Section>
            )}
            <Section id="timeline" title={text.timeline.title}>
              <Await from={entries}>{({ items }) => <Timeline entries={items} lifecycle={lifecycle} address={opened.base} />}</Await>
            </Section>
          </div>
          <aside class="ps-columns__aside" aria-label={text.dossier.details}>
            <OnThisPage sections={sections} />
            <SubjectDeadlines id={subject.id} />
            {kind === "clause" && <TermDates address={`/v1/clauses/${subject.id}`} key={`dates ${subject.version}`} />}
            <Facts kind={kind} subject={subject} changes={changes} />
          </aside>
        </div>
        <PassageBar kind={kind} id={subject.id} offered={talked.offered} disputable={mayDispute} />
      </article>
    </TalkProvider>
  );
}

const needsOthers = ({ consents }: Option): boolean =>
  consents !== null && consents.given.length + consents.missing.length > 0;
