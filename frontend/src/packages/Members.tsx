import { useMemo } from "preact/hooks";
import { termText } from "../act/termText";
import type { Package, PackageMember } from "../api/shapes";
import { Badge } from "../components/Badge";
import { DataList } from "../components/DataList";
import { Heading } from "../components/Heading";
import { Paragraphs } from "../dossier/Paragraphs";
import { type Field, fieldsOf, listsOf, withLists } from "../form/model";
import { useReferenceLists } from "../form/useReferenceLists";
import { useSpeech } from "../i18n/context";
import { subjectPath } from "../router/routes";
import { captionOf } from "./members";

interface Props extends Pick<Package, "members" | "termsSchema"> {
  /** Where the clauses come in the outline of the page. */
  level: 2 | 3;
  /** What one is about to do with them, where that is not to consent to every text. */
  lead?: string | undefined;
}

/** Every clause of a package as it stands right now: its exact text, and on which terms it is agreed. */
export function Members({ members, termsSchema, level, lead }: Props) {
  const { text } = useSpeech();
  const bare = useMemo(() => fieldsOf(termsSchema), [termsSchema]);
  const fields = withLists(bare, useReferenceLists(listsOf(bare)));
  return (
    <>
      <p class="nl-paragraph">{lead ?? text.packages.contentsLead}</p>
      {members.map((member) => (
        <Member key={member.clause.id} member={member} fields={fields} level={level} />
      ))}
    </>
  );
}

interface MemberProps extends Pick<Props, "level"> {
  member: PackageMember;
  fields: readonly Field[];
}

function Member({ member: { clause, terms }, fields, level }: MemberProps) {
  const { text, language } = useSpeech();
  const { packages, form } = text;
  const shown = fields.filter(({ name }) => terms[name] !== undefined);
  return (
    <article class="ps-package__member">
      <Heading level={level} look={4}>
        <a class="nl-link" href={subjectPath("clause", clause.id) ?? "/"}>
          {captionOf(clause)}
        </a>
      </Heading>
      <p class="ps-badges">
        <Badge tone={clause.onTable ? "neutral" : "late"}>
          {clause.onTable ? clause.stateLabel : `${packages.notOnTable}: ${clause.stateLabel}`}
        </Badge>
      </p>
      {clause.number === null ? (
        <p class="nl-paragraph">{packages.noText}</p>
      ) : (
        <figure class="ps-text">
          <figcaption class="ps-text__caption">
            <strong>{packages.textNumber(clause.number)}</strong>
            <code class="nl-code">{clause.key}</code>
          </figcaption>
          <Paragraphs body={clause.text} />
        </figure>
      )}
      <Heading level={level === 2 ? 3 : 4} look={4}>
        {packages.terms}
      </Heading>
      <DataList
        data={shown.map((field) => ({
          term: field.label,
          value: termText(field, terms[field.name], language, form),
        }))}
      />
    </article>
  );
}
