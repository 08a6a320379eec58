import { useSending } from "../act/useSending";
import { request } from "../api/client";
import type { AgendaItem, Decision } from "../api/shapes";
import { Badge } from "../components/Badge";
import { Button } from "../components/Button";
import { ButtonLink } from "../components/ButtonLink";
import { DueText } from "../components/DateText";
import { SubjectLink } from "../components/SubjectLink";
import { FaultSummary } from "../form/FaultSummary";
import { useText } from "../i18n/context";
import { StateBadge } from "../lists/StateBadge";
import { agendaItemPath } from "../router/routes";
import { DecisionLine } from "./DecisionLine";

interface Props {
  meetingId: string;
  etag: string | null;
  items: readonly AgendaItem[];
  decisions: readonly Decision[];
  /** Reads everything again, and says what happened. */
  reload: (message?: string) => void;
}

/** The agenda in its order, each item with where things stand and what the person may do. */
export function Agenda({ meetingId, etag, items, decisions, reload }: Props) {
  const { meetings } = useText();
  const { busy, error, send } = useSending(reload);
  const base = `/v1/meetings/${meetingId}`;
  const change = (method: "PATCH" | "DELETE", path: string, message: string, body?: unknown): Promise<void> =>
    send(async () => {
      await request(method, `${base}/${path}`, { ifMatch: etag, ...(body === undefined ? {} : { body }) });
      reload(message);
    });
  if (items.length === 0) return <p class="nl-paragraph">{meetings.noItems}</p>;
  const last = Math.max(...items.map(({ position }) => position ?? 0));
  return (
    <>
      {error && <FaultSummary error={error} label={() => null} />}
      <ol class="ps-agenda">
        {items.map((item) => (
          <li key={item.id} class="ps-agenda__item">
            <h3 class="nl-heading nl-heading--level-4">
              {item.position !== null && `${item.position}. `}
              {item.title} {item.suggested && <Badge tone="current">{meetings.suggestion}</Badge>}
              {item.carriedOver && <Badge>{meetings.carriedOver}</Badge>}
            </h3>
            {item.organisation && <p class="ps-small">{meetings.by(item.organisation.name)}</p>}
            {item.note && <p class="nl-paragraph ps-meeting__text">{item.note}</p>}
            <Links item={item} />
            {item.minutes && <p class="nl-paragraph ps-meeting__text">{item.minutes}</p>}
            <ul class="utrecht-unordered-list">
              {decisions
                .filter((decision) => decision.item === item.id)
                .map((decision) => (
                  <DecisionLine key={decision.id} decision={decision} busy={busy} change={change} />
                ))}
            </ul>
            <Buttons meetingId={meetingId} item={item} last={last} busy={busy} change={change} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Links({ item }: { item: AgendaItem }) {
  if (item.links.length === 0) return null;
  return (
    <ul class="utrecht-unordered-list">
      {item.links.map((linked) => (
        <li class="utrecht-unordered-list__item" key={linked.id}>
          <SubjectLink subject={linked} /> <StateBadge subject={linked} />{" "}
          <span class="ps-small">
            {linked.owners.join(", ")} {linked.dueOn && <DueText date={linked.dueOn} late={linked.overdue} />}
          </span>
        </li>
      ))}
    </ul>
  );
}

export type ChangeItem = (method: "PATCH" | "DELETE", path: string, message: string, body?: unknown) => Promise<void>;

interface ButtonsProps {
  meetingId: string;
  item: AgendaItem;
  last: number;
  busy: boolean;
  change: ChangeItem;
}

function Buttons({ meetingId, item, last, busy, change }: ButtonsProps) {
  const { meetings } = useText();
  const may = (right: string): boolean => item.mayDo.includes(right);
  const path = `items/${item.id}`;
  const position = item.position ?? 0;
  const named = (label: string): string => `${label}: ${item.title}`;
  const move = (to: number): void => void change("PATCH", path, meetings.moved(item.title, to), { position: to });
  if (item.mayDo.length === 0) return null;
  return (
    <div class="utrecht-action-group">
      {may("decision") && (
        <ButtonLink look="secondary" href={`${agendaItemPath(meetingId, item.id)}/besluit`}>
          {meetings.decide}
          <span class="ps-hidden">: {item.title}</span>
        </ButtonLink>
      )}
      {(may("edit") || may("minutes")) && (
        <ButtonLink look="subtle" href={agendaItemPath(meetingId, item.id)}>
          {may("edit") ? meetings.editItem : meetings.itemMinutes}
          <span class="ps-hidden">: {item.title}</span>
        </ButtonLink>
      )}
      {may("put_on_agenda") && (
        <Button
          look="secondary"
          busy={busy}
          label={named(meetings.putOnAgenda)}
          onClick={() => void change("PATCH", path, meetings.onAgenda, { suggested: false })}
        >
          {meetings.putOnAgenda}
        </Button>
      )}
      {may("order") && position > 1 && (
        <Button look="subtle" busy={busy} label={named(meetings.up)} onClick={() => move(position - 1)}>
          {meetings.up}
        </Button>
      )}
      {may("order") && position < last && (
        <Button look="subtle" busy={busy} label={named(meetings.down)} onClick={() => move(position + 1)}>
          {meetings.down}
        </Button>
      )}
      {may("remove") && (
        <Button
          look="subtle"
          busy={busy}
          label={named(meetings.remove)}
          onClick={() => void change("DELETE", path, meetings.removed)}
        >
          {meetings.remove}
        </Button>
      )}
    </div>
  );
}
