import type { Subject } from "../api/shapes";
import { Alert } from "../components/Alert";
import { DateText } from "../components/DateText";
import { useText } from "../i18n/context";

/** What weighs on a dossier besides its state: a dispute, or that notice was given. */
export function Standing({ subject: { dispute, noticeGivenOn, noticeRegisteredOn } }: { subject: Subject }) {
  const { dossier } = useText();
  return (
    <>
      {dispute && (
        <Alert tone="warning">
          <p class="nl-paragraph">
            <strong>
              {dossier.dispute}: {dispute.kindLabel}, {dispute.levelLabel}.
            </strong>{" "}
            {dispute.legalSentence}{" "}
            {dispute.answerDueOn && !dispute.answered && (
              <>
                {dossier.answerDueOn} <DateText date={dispute.answerDueOn} />.
              </>
            )}
          </p>
          <p class="nl-paragraph">
            <a class="nl-link" href="#disputes">
              {dossier.disputeDetails}
            </a>
          </p>
        </Alert>
      )}
      {noticeGivenOn && (
        <Alert tone="warning">
          <p class="nl-paragraph">
            {dossier.noticeGivenOn} <DateText date={noticeGivenOn} />.{" "}
            {noticeRegisteredOn && (
              <>
                {dossier.noticeRegisteredOn} <DateText date={noticeRegisteredOn} />.
              </>
            )}
          </p>
        </Alert>
      )}
    </>
  );
}
