import type { Change, Intention, Page, Proof } from "../api/shapes";
import { type Loaded, useResource } from "../api/useResource";
import { Badge } from "../components/Badge";
import { DateText, MomentText } from "../components/DateText";
import { Heading } from "../components/Heading";
import { useText } from "../i18n/context";
import { noticePath } from "../router/routes";
import { ChangeLink } from "../writing/ChangeLink";
import { ProofLink } from "./ProofLink";

interface Props {
  agreementId: string;
  changes: Loaded<Page<Change>>;
}

/** What the reader's own side intends about giving notice, and its letters; letters of others once given. */
export function Notice({ agreementId, changes }: Props) {
  const { ends } = useText();
  const address = `/v1/agreements/${agreementId}`;
  const intentions = useResource<Page<Intention>>(`${address}/notice-intentions`);
  const proofs = useResource<Page<Proof>>(`${address}/notice-proofs`);
  const said = intentions.resource.status === "ready" ? intentions.resource.data.items : [];
  const letters = proofs.resource.status === "ready" ? proofs.resource.data.items : [];
  const may =
    changes.resource.status === "ready" && changes.resource.data.items.some(({ name }) => name === "notice_intention");
  if (!may && said.length + letters.length === 0) return null;
  const newest = said.filter(
    (each, index) => said.findIndex(({ organisation }) => organisation.id === each.organisation.id) === index,
  );
  return (
    <section class="ps-section" aria-labelledby="notice">
      <Heading level={2} id="notice" look={3}>
        {ends.notice}
      </Heading>
      {may && <p class="nl-paragraph">{ends.noticeLead}</p>}
      {newest.length > 0 && (
        <ul class="ps-evidence">
          {newest.map((each) => (
            <li key={each.id}>
              <p class="nl-paragraph">
                <strong>{each.organisation.name}:</strong> {each.decisionLabel} <Badge>{ends.ownSideOnly}</Badge>
              </p>
              {each.explanation && <p class="nl-paragraph">{each.explanation}</p>}
              <p class="ps-small">
                {each.person}, <MomentText moment={each.createdAt} />
              </p>
            </li>
          ))}
        </ul>
      )}
      {letters.length > 0 && (
        <ul class="ps-evidence">
          {letters.map((each) => (
            <li key={each.id}>
              <p class="nl-paragraph">
                <strong>{each.name}</strong> ({each.organisation.name}){" "}
                {each.givenOn ? (
                  <>
                    {ends.givenOn} <DateText date={each.givenOn} />
                  </>
                ) : (
                  <Badge>{ends.ownSideOnly}</Badge>
                )}
              </p>
              <ProofLink agreementId={agreementId} proof={each} />
            </li>
          ))}
        </ul>
      )}
      <div class="utrecht-action-group ps-records">
        <ChangeLink
          changes={changes}
          name="notice_intention"
          href={noticePath(agreementId, "voornemen")}
          label={ends.intention}
        />
        <ChangeLink changes={changes} name="notice_proof" href={noticePath(agreementId, "brief")} label={ends.addLetter} />
      </div>
    </section>
  );
}
