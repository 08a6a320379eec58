import type { Amendment, Page } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Alert } from "../components/Alert";
import { Await } from "../components/Await";
import { DateText } from "../components/DateText";
import { Heading } from "../components/Heading";
import { useText } from "../i18n/context";
import { Collisions } from "./Collisions";

/** What is proposed to change in a clause in force, and which proposals cannot both be accepted. */
export function Amendments({ clauseId }: { clauseId: string }) {
  const { text, dossier } = useText();
  const found = useResource<Page<Amendment>>(`/v1/clauses/${clauseId}/amendments`);
  return (
    <Await from={found}>
      {({ items }) => {
        const open = items.filter(({ outcome, text: head }) => outcome === null && head !== null);
        const colliding = open.find(({ collisions }) => collisions.length > 0);
        return (
          <>
            <Heading level={3} look={4}>
              {text.amendments}
            </Heading>
            <ul class="ps-plain">
              {open.map((amendment) => (
                <li key={amendment.id}>
                  <strong>{text.amendment(amendment.text?.number ?? 0)}</strong>:{" "}
                  {[dossier.sides[amendment.side] ?? amendment.side, amendment.organisation].filter(Boolean).join(", ")} ·{" "}
                  <DateText date={amendment.proposedOn} />
                  {amendment.wantedFromOn && (
                    <>
                      {" "}
                      · {text.wantedFrom} <DateText date={amendment.wantedFromOn} />
                    </>
                  )}
                  {amendment.text?.standing === "under_consent" && <> · {text.standings["under_consent"]}</>}
                </li>
              ))}
            </ul>
            {colliding && (
              <Alert tone="warning">
                <Collisions amendment={colliding} />
              </Alert>
            )}
          </>
        );
      }}
    </Await>
  );
}
