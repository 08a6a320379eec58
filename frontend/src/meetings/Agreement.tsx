import { useSending } from "../act/useSending";
import { request } from "../api/client";
import type { Change, Meeting, MeetingAnswer, Page } from "../api/shapes";
import type { Loaded } from "../api/useResource";
import { Badge } from "../components/Badge";
import { Button } from "../components/Button";
import { ButtonLink } from "../components/ButtonLink";
import { MomentText } from "../components/DateText";
import { Failure } from "../components/Failure";
import { Icon } from "../components/Icon";
import { useText } from "../i18n/context";
import { answerMeetingPath } from "../router/routes";

interface Props {
  meeting: Meeting;
  etag: string | null;
  answers: readonly MeetingAnswer[];
  changes: Loaded<Page<Change>>;
  reload: (message?: string) => void;
}

const TONES = { agreed: "good", declined: "late", awaited: "neutral" } as const;

/** Whether the sides agree on when and where: who said what, and the person's own yes or no. */
export function Agreement({ meeting, etag, answers, changes, reload }: Props) {
  const { meetings } = useText();
  const { agreement, agreementLabel, sides, startsAt, place, link } = meeting;
  const now = answers.filter(({ current }) => current);
  const before = answers.filter(({ current }) => !current);
  const asked =
    changes.resource.status === "ready" && changes.resource.data.items.some(({ name, open }) => name === "answer" && open);
  return (
    <>
      <p class="nl-paragraph">
        <strong>
          <MomentText moment={startsAt} />
        </strong>
        {(place || link) && `, ${place || meetings.online}`}
      </p>
      <p>
        <Badge tone={TONES[agreement]}>{agreementLabel}</Badge>
      </p>
      <Sides sides={sides} answers={now} />
      {asked && <Own meeting={meeting} etag={etag} reload={reload} />}
      {before.length > 0 && (
        <details class="ps-details">
          <summary>{meetings.answersBefore(before.length)}</summary>
          <ul class="utrecht-unordered-list">
            {before.map((answer) => (
              <li class="utrecht-unordered-list__item" key={answer.id}>
                {answer.organisation.name}: {answer.answerLabel} <Why answer={answer} />{" "}
                <span class="ps-small">
                  <MomentText moment={answer.answeredAt} />
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Sides({ sides, answers }: { sides: Meeting["sides"]; answers: readonly MeetingAnswer[] }) {
  const { meetings, dossier } = useText();
  const newest = (id: string): MeetingAnswer | undefined => answers.filter(({ organisation }) => organisation.id === id).at(-1);
  return (
    <div class="ps-sides">
      {sides.map(({ side, organisations }) => (
        <div key={side} class="ps-sides__side">
          <p class="ps-sides__name">{dossier.sides[side] ?? side}</p>
          <ul class="ps-sides__list">
            {organisations.map(({ id, name, answer }) => {
              const said = newest(id);
              return (
                <li key={id} class={`ps-sides__party${answer === "yes" ? " ps-sides__party--given" : ""}`}>
                  <Icon name={answer === "yes" ? "check" : answer === "no" ? "close" : "clock"} />
                  <span>
                    <strong>{name}</strong>
                    <span class="ps-sides__what">
                      {said ? said.answerLabel : meetings.notAnswered} {said && <Why answer={said} />}
                    </span>
                  </span>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </div>
  );
}

/** What goes with a no: the reason, and another moment that would do. */
function Why({ answer: { reason, otherStartsAt } }: { answer: MeetingAnswer }) {
  const { meetings } = useText();
  return (
    <>
      {reason && <span class="ps-meeting__text">“{reason}”</span>}
      {otherStartsAt && (
        <span>
          {" "}
          {meetings.proposes} <MomentText moment={otherStartsAt} />
        </span>
      )}
    </>
  );
}

function Own({ meeting, etag, reload }: Pick<Props, "meeting" | "etag" | "reload">) {
  const { meetings } = useText();
  const { busy, error, send } = useSending(() => reload());
  const confirm = (): Promise<void> =>
    send(async () => {
      await request("POST", `/v1/meetings/${meeting.id}/answers`, { body: { confirmed: true }, ifMatch: etag });
      reload(meetings.dateConfirmed);
    });
  return (
    <>
      <div class="utrecht-action-group">
        <Button busy={busy} onClick={() => void confirm()}>
          {meetings.confirmDate}
        </Button>
        <ButtonLink look="secondary" href={answerMeetingPath(meeting.id)}>
          {meetings.declineDate}
        </ButtonLink>
      </div>
      {error && <Failure error={error} />}
    </>
  );
}
