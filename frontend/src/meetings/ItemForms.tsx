import { BodyForm } from "../act/BodyForm";
import type { AgendaItem, Meeting, Page, Subject } from "../api/shapes";
import { useMembers } from "../api/useTables";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { crumbsTo } from "../dossier/crumbs";
import type { Choice } from "../form/model";
import { useText } from "../i18n/context";
import { meetingPath } from "../router/routes";
import { OfMeeting } from "./MeetingForms";
import { decisionSchema, DOSSIERS, itemSchema, LINKS, MEMBERS } from "./schemas";

type Json = Record<string, unknown>;

const MANY = 100;

/** Puts an item on the agenda. */
export function NewItemPage({ id }: { id: string }) {
  const { meetings } = useText();
  return (
    <OfMeeting id={id} name="item" title={meetings.addItem}>
      {(meeting) => <NewItemForm meeting={meeting} />}
    </OfMeeting>
  );
}

function NewItemForm({ meeting }: { meeting: Meeting }) {
  const words = useText();
  const { meetings, lists } = words;
  return (
    <BodyForm
      crumbs={crumbsTo("meeting", meeting, lists)}
      title={meetings.addItem}
      kicker={meeting.title}
      lead={meetings.addItemLead}
      schema={itemSchema(words, { may: (right) => right === "edit", fresh: true })}
      lists={new Map([[LINKS, useLinkable(meeting, [])]])}
      complete={withLinks}
      address={`/v1/meetings/${meeting.id}/items`}
      done={meetings.itemAdded}
    />
  );
}

/** Changes an item, or writes what the minutes say of it. */
export function EditItemPage({ id, item }: { id: string; item: string }) {
  const meeting = useResource<Meeting>(`/v1/meetings/${id}`);
  const found = useResource<AgendaItem>(`/v1/meetings/${id}/items/${item}`);
  return (
    <Await from={meeting} whole>
      {(data, etag) => (
        <Await from={found} whole>
          {(about) => <EditItemForm meeting={data} etag={etag} item={about} reload={meeting.reload} />}
        </Await>
      )}
    </Await>
  );
}

interface EditItemProps {
  meeting: Meeting;
  etag: string | null;
  item: AgendaItem;
  reload: () => void;
}

function EditItemForm({ meeting, etag, item, reload }: EditItemProps) {
  const words = useText();
  const { meetings, lists } = words;
  return (
    <BodyForm
      crumbs={crumbsTo("meeting", meeting, lists)}
      title={item.mayDo.includes("edit") ? meetings.editItem : meetings.itemMinutes}
      kicker={item.title}
      lead={item.mayDo.includes("edit") ? meetings.editItemLead : meetings.itemMinutesLead}
      schema={itemSchema(words, { may: (right) => item.mayDo.includes(right), fresh: false })}
      offered={{ ...item, links: item.links.map(({ kind, id }) => `${kind} ${id}`) }}
      lists={new Map([[LINKS, useLinkable(meeting, item.links)]])}
      complete={withLinks}
      changing
      address={`/v1/meetings/${meeting.id}/items/${item.id}`}
      ifMatch={etag}
      reload={reload}
      done={meetings.saved}
    />
  );
}

/** Notes what was decided about an item, while people are present. */
export function NewDecisionPage({ id, item }: { id: string; item: string }) {
  const { meetings } = useText();
  const found = useResource<AgendaItem>(`/v1/meetings/${id}/items/${item}`);
  return (
    <OfMeeting id={id} name="decision" title={meetings.decide}>
      {(meeting) => (
        <Await from={found} whole>
          {(about) => <DecisionForm meeting={meeting} item={about} />}
        </Await>
      )}
    </OfMeeting>
  );
}

function DecisionForm({ meeting, item }: { meeting: Meeting; item: AgendaItem }) {
  const words = useText();
  const { meetings, lists } = words;
  const members = useMembers(meeting.bargainingTable);
  const owners = members.map(({ organisation }) => ({ value: organisation.id, label: organisation.name }));
  const dossiers = item.links
    .filter(({ kind }) => kind !== "commitment")
    .map(({ id, title }) => ({ value: id, label: title }));
  return (
    <BodyForm
      crumbs={crumbsTo("meeting", meeting, lists)}
      title={meetings.decide}
      kicker={item.title}
      lead={meetings.decideLead}
      schema={decisionSchema(words)}
      lists={
        new Map([
          [MEMBERS, owners],
          [DOSSIERS, dossiers],
        ])
      }
      fixed={{ item: item.id }}
      address={`/v1/meetings/${meeting.id}/decisions`}
      done={meetings.decided}
      goTo={() => meetingPath(meeting.id)}
    />
  );
}

/** What an item can be about: what is at the table, and what it is about already. */
function useLinkable(meeting: Meeting, there: AgendaItem["links"]): readonly Choice[] {
  const { dossier } = useText();
  const query = { bargainingTable: meeting.bargainingTable?.id ?? "", pageSize: MANY };
  const found = [
    useResource<Page<Subject>>("/v1/clauses", query),
    useResource<Page<Subject>>("/v1/initiatives", query),
    useResource<Page<Subject>>("/v1/commitments", query),
  ].flatMap(({ resource }) => (resource.status === "ready" ? resource.data.items : []));
  const all = new Map<string, Choice>();
  for (const { kind, id, title } of [...there, ...found]) {
    const value = `${kind} ${id}`;
    all.set(value, { value, label: `${dossier.kinds[kind] ?? kind}: ${title}` });
  }
  return [...all.values()];
}

/** The links as the API wants them: a kind and an id. */
function withLinks(data: Json): Json {
  if (!Array.isArray(data["links"])) return data;
  const links = data["links"].map((each) => {
    const [kind, id] = String(each).split(" ");
    return { kind, id };
  });
  return { ...data, links };
}
