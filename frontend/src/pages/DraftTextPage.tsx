import { BodyForm } from "../act/BodyForm";
import type { Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { clauseText } from "../dossier/clauseText";
import { crumbsTo } from "../dossier/crumbs";
import { useText } from "../i18n/context";
import { subjectPath } from "../router/routes";
import { text } from "../writing/fields";
import { Writable } from "../writing/Writable";

const LONGEST_TEXT = 100000;

/** Writes a text that only the person's own side reads, starting from the one that is agreed or asked. */
export function DraftTextPage({ id }: { id: string }) {
  const words = useText();
  const address = `/v1/clauses/${id}`;
  const schema = {
    type: "object",
    required: ["body"],
    properties: {
      body: text(words.agreements.body, LONGEST_TEXT),
      rationale: text(words.agreements.rationale, 5000),
    },
  };
  return (
    <Writable address={address} name="draft_text" title={words.text.writeDraft} back={subjectPath("clause", id) ?? "/"}>
      <Await from={useResource<Subject>(address)} whole>
        {(clause) => (
          <BodyForm
            crumbs={crumbsTo("clause", clause, words.lists)}
            title={words.text.writeDraft}
            kicker={clause.title}
            lead={words.text.draftLead}
            schema={schema}
            offered={{ body: clauseText(clause)?.body ?? "" }}
            address={`${address}/drafts`}
            done={words.text.draftDone}
          />
        )}
      </Await>
    </Writable>
  );
}
