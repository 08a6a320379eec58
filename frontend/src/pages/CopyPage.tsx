import type { CopyDetail, Lifecycle } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Alert } from "../components/Alert";
import { Await } from "../components/Await";
import { Breadcrumbs } from "../components/Breadcrumbs";
import { Button } from "../components/Button";
import { DataList } from "../components/DataList";
import { DateText } from "../components/DateText";
import { Heading } from "../components/Heading";
import { PageHeading } from "../components/PageHeading";
import { CopiedComments } from "../copies/CopiedComments";
import { Paragraphs } from "../dossier/Paragraphs";
import { save } from "../dossier/saveBytes";
import { TimelineEntry } from "../dossier/TimelineEntry";
import { useSpeech, useText } from "../i18n/context";
import { formatMoment, shortDigest } from "../i18n/format";
import { COPIES } from "../router/routes";

/** One dossier, as the person's organisation could read it on the last day of its seat. */
export function CopyPage({ id }: { id: string }) {
  const found = useResource<CopyDetail>(`/v1/copies/${id}`);
  return (
    <Await from={found} whole>
      {(copy) => <Kept copy={copy} />}
    </Await>
  );
}

function Kept({ copy }: { copy: CopyDetail }) {
  const { copies, site, dossier, talk, timeline } = useText();
  const { subject, bargainingTable, endedOn, seatEnded, digest, comments, entries } = copy;
  const { resource } = useResource<Lifecycle>(`/v1/lifecycles/${subject.kind}`);
  const lifecycle = resource.status === "ready" ? resource.data : null;
  const newestFirst = [...entries].sort((a, b) => b.at.localeCompare(a.at) || b.number - a.number);
  return (
    <div class="ps-narrow">
      <Breadcrumbs
        crumbs={[
          { href: "/", label: site.home },
          { href: COPIES, label: copies.title },
        ]}
      />
      <PageHeading title={subject.title} kicker={dossier.kinds[subject.kind] ?? subject.kind} />
      <Alert tone="info">
        <p class="nl-paragraph">{copies.standing}</p>
        {!seatEnded && <p class="nl-paragraph">{copies.stays(bargainingTable.name)}</p>}
      </Alert>
      <DataList
        data={[
          { term: copies.partOf, value: subject.partOf },
          { term: copies.table, value: bargainingTable.name },
          { term: copies.until, value: <DateText date={endedOn} /> },
          { term: copies.stood, value: subject.stateLabel },
          { term: copies.digest, value: shortDigest(digest) },
        ]}
      />
      <Texts copy={copy} />
      {comments.length > 0 && (
        <>
          <Heading level={2} look={3}>
            {talk.title}
          </Heading>
          <CopiedComments comments={comments} />
        </>
      )}
      <Heading level={2} look={3}>
        {timeline.title}
      </Heading>
      <ol class="ps-timeline">
        {newestFirst.map((entry) => (
          <TimelineEntry key={entry.digest} entry={entry} lifecycle={lifecycle} />
        ))}
      </ol>
      <div class="ps-records">
        <p class="ps-small">{timeline.proofHint}</p>
        <Button look="subtle" onClick={() => keep(copy)}>
          {timeline.proof}
        </Button>
      </div>
    </div>
  );
}

function Texts({ copy: { texts } }: { copy: CopyDetail }) {
  const { text, language } = useSpeech();
  const { copies, dossier } = text;
  return (
    <>
      {texts.map(({ field, number, side, at, body }, index) => (
        <section class="ps-section" key={index}>
          <Heading level={2} look={3}>
            {(field === "body" && number > 0 ? text.text.version(number) : copies.fields[field]) ?? field}
          </Heading>
          {at && (
            <p class="ps-small">
              {[side && (dossier.sides[side] ?? side), formatMoment(at, language)].filter(Boolean).join(" · ")}
            </p>
          )}
          <Paragraphs body={body} />
        </section>
      ))}
    </>
  );
}

/** As a page of the trail, which the stand-alone verifier reads. */
function keep({ entries }: CopyDetail): void {
  save(new Blob([`${JSON.stringify({ items: entries })}\n`], { type: "application/jsonl" }), "polderspoor-log.jsonl");
}
