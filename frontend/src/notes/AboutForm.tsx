import { BodyForm } from "../act/BodyForm";
import type { Crumb } from "../components/Breadcrumbs";
import { useText } from "../i18n/context";
import { useSearch } from "../router/useSearch";
import type { About } from "./paths";
import { commentSchema, noteSchema } from "./schemas";

interface Props {
  kind: string;
  id: string;
  title: string;
  crumbs: readonly Crumb[];
  about: About;
}

type Json = Record<string, unknown>;

/** Writes a comment or a note, starting from the words that were selected, if any. */
export function AboutForm({ kind, id, title, crumbs, about }: Props) {
  const text = useText();
  const { talk } = text;
  const { get } = useSearch();
  const quote = get("quote");
  // Only the words that were selected stand where they were selected.
  const place = { version: get("version"), start: get("start") };
  const complete = (data: Json): Json => {
    const passage = data["passage"] as Json | undefined;
    return passage && passage["quote"] === quote ? { ...data, passage: { ...passage, ...whereFrom(place) } } : data;
  };
  return (
    <BodyForm
      crumbs={crumbs}
      title={about === "comment" ? talk.newComment : talk.newNote}
      kicker={title}
      lead={about === "comment" ? talk.newCommentLead : talk.newNoteLead}
      schema={about === "comment" ? commentSchema(text) : noteSchema(text)}
      offered={quote ? { passage: { quote } } : undefined}
      fixed={{ subjectKind: kind, subjectId: id }}
      complete={complete}
      address={about === "comment" ? "/v1/comments" : "/v1/notes"}
      done={about === "comment" ? talk.commented : talk.noted}
    />
  );
}

const whereFrom = ({ version, start }: { version: string; start: string }): Json => ({
  ...(version ? { version } : {}),
  ...(start ? { start: Number(start) } : {}),
});
