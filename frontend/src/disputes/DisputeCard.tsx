import type { DisputeDetail, DisputePieceItem, DisputeStatement, Page } from "../api/shapes";
import { useChanges } from "../api/useChanges";
import { useResource } from "../api/useResource";
import { DateText, MomentText } from "../components/DateText";
import { DataList } from "../components/DataList";
import { Heading } from "../components/Heading";
import { useSpeech } from "../i18n/context";
import { formatDate } from "../i18n/format";
import { PassageQuote } from "../notes/PassageQuote";
import { addendumPath, disputeEvidencePath, subjectPath } from "../router/routes";
import { ChangeLink } from "../writing/ChangeLink";
import { DisputePiece } from "./DisputePiece";
import { Ladder } from "./Ladder";

const ALL = 100;

/** What both sides say in a dispute, what they handed in, where it lies, and how it ended. */
export function DisputeCard({ dispute }: { dispute: DisputeDetail }) {
  const { text, language } = useSpeech();
  const { disputes } = text;
  const address = `/v1/disputes/${dispute.id}`;
  const statements = useResource<Page<DisputeStatement>>(`${address}/statements`, { pageSize: ALL });
  const pieces = useResource<Page<DisputePieceItem>>(`${address}/evidence`, { pageSize: ALL });
  const changes = useChanges(address);
  const said = statements.resource.status === "ready" ? statements.resource.data.items : [];
  const shown = pieces.resource.status === "ready" ? pieces.resource.data.items : [];
  const addenda = said.filter((each) => each.said === "addendum");
  const answer = said.find((each) => each.said === "answer");
  const by = disputes.said(dispute.sideLabel, dispute.organisation?.name ?? "");
  return (
    <article class="ps-dispute">
      <p class="ps-small">{disputes.raisedBy(by, formatDate(dispute.raisedOn, language))}</p>
      <Heading level={3} look={4}>
        {disputes.claim}
      </Heading>
      <DataList
        data={[
          { term: disputes.kind, value: dispute.kindLabel },
          {
            term: disputes.quote,
            value: dispute.passage ? (
              <>
                <PassageQuote passage={dispute.passage} />
                <span class="ps-small">{disputes.inText(dispute.passage.number)}</span>
              </>
            ) : dispute.quote && (
              <>
                <q>{dispute.quote}</q>{" "}
                {dispute.textNumber !== null && <span class="ps-small">{disputes.inText(dispute.textNumber)}</span>}
              </>
            ),
          },
          {
            term: disputes.commitment,
            value: dispute.commitment && (
              <a class="nl-link" href={subjectPath("commitment", dispute.commitment) ?? "/"}>
                {disputes.showCommitment}
              </a>
            ),
          },
          { term: disputes.facts, value: dispute.facts },
          { term: disputes.requested, value: dispute.requested },
        ]}
      />
      <Heading level={3} look={4}>
        {disputes.answer}
      </Heading>
      {answer ? (
        <Statement statement={answer} />
      ) : (
        <p class="nl-paragraph">
          {disputes.noAnswer}{" "}
          {!dispute.ending && dispute.answerDueOn && (
            <>
              {disputes.answerBy} <DateText date={dispute.answerDueOn} />.
            </>
          )}
        </p>
      )}
      {addenda.length > 0 && (
        <>
          <Heading level={3} look={4}>
            {disputes.addenda}
          </Heading>
          {addenda.map((each) => (
            <Statement key={each.id} statement={each} />
          ))}
        </>
      )}
      <Heading level={3} look={4}>
        {disputes.evidence}
      </Heading>
      {shown.length === 0 ? (
        <p class="nl-paragraph">{disputes.noEvidence}</p>
      ) : (
        <ul class="ps-evidence">
          {shown.map((piece) => (
            <DisputePiece key={piece.id} disputeId={dispute.id} piece={piece} />
          ))}
        </ul>
      )}
      <Heading level={3} look={4}>
        {disputes.ladder}
      </Heading>
      <Ladder rungs={dispute.rungs} />
      {dispute.endedOn && (
        <>
          <Heading level={3} look={4}>
            {disputes.end}
          </Heading>
          <p class="nl-paragraph">
            {disputes.ended(dispute.endingLabel, formatDate(dispute.endedOn, language))}{" "}
            {dispute.endedSubject && disputes.endedClause}
          </p>
          <DataList
            data={[
              { term: disputes.outcome, value: dispute.outcome },
              { term: disputes.consequences, value: dispute.consequences },
              { term: disputes.ruling, value: dispute.ruling },
            ]}
          />
        </>
      )}
      {!dispute.ending && (
        <div class="utrecht-action-group ps-records">
          <ChangeLink changes={changes} name="addendum" href={addendumPath(dispute.id)} label={disputes.addAddendum} />
          <ChangeLink
            changes={changes}
            name="evidence"
            href={disputeEvidencePath(dispute.id)}
            label={disputes.addEvidence}
          />
        </div>
      )}
    </article>
  );
}

function Statement({ statement }: { statement: DisputeStatement }) {
  const { disputes } = useSpeech().text;
  return (
    <div class="ps-statement">
      <p class="ps-small">
        {disputes.said(statement.sideLabel, statement.organisation?.name ?? "")} ·{" "}
        <MomentText moment={statement.saidAt} />
      </p>
      <p class="nl-paragraph ps-words">{statement.text}</p>
      {statement.requested && (
        <p class="nl-paragraph ps-words">
          {disputes.asks}: {statement.requested}
        </p>
      )}
    </div>
  );
}
