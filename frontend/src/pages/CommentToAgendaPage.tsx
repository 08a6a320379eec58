import { BodyForm } from "../act/BodyForm";
import type { Comment, Meeting, Page } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { useSpeech, useText } from "../i18n/context";
import { formatMoment } from "../i18n/format";
import { onAgendaSchema, PLANNED } from "../meetings/schemas";
import { commentPath } from "../notes/paths";
import { useSubjectCrumbs } from "../notes/useSubjectCrumbs";
import { Writable } from "../writing/Writable";

/** Puts what was said on the agenda of a meeting that the same people read. */
export function CommentToAgendaPage({ id }: { id: string }) {
  const { talk } = useText();
  const address = `/v1/comments/${id}`;
  const comment = useResource<Comment>(address);
  const planned = useResource<Page<Meeting>>(`${address}/meetings`, { ordering: "startsAt" });
  return (
    <Writable address={address} name="agenda_item" title={talk.onAgenda} back={commentPath(id)}>
      <Await from={comment} whole>
        {(data) => (
          <Await from={planned} whole>
            {({ items }) => <Form comment={data} planned={items} />}
          </Await>
        )}
      </Await>
    </Writable>
  );
}

const LONGEST_TITLE = 120;

function Form({ comment, planned }: { comment: Comment; planned: readonly Meeting[] }) {
  const { text: words, language } = useSpeech();
  const { talk, meetings } = words;
  const { title, crumbs } = useSubjectCrumbs(comment.subject);
  const choices = planned.map(({ id, title: called, startsAt }) => ({
    value: id,
    label: `${formatMoment(startsAt, language)}: ${called}`,
  }));
  const [first] = planned;
  const item = opening(comment.text);
  return (
    <BodyForm
      crumbs={[...crumbs, { href: commentPath(comment.id), label: talk.comment }]}
      title={talk.onAgenda}
      kicker={title}
      lead={talk.onAgendaLead}
      schema={onAgendaSchema(words)}
      offered={{ meeting: first?.id, title: item, note: item === comment.text ? "" : comment.text }}
      lists={new Map([[PLANNED, choices]])}
      address={`/v1/comments/${comment.id}/agenda-items`}
      done={meetings.itemAdded}
    />
  );
}

/** The first sentence, as far as it fits a heading. */
const opening = (text: string): string => (/^.*?[.?!](?=\s|$)/.exec(text)?.[0] ?? text).slice(0, LONGEST_TITLE);
