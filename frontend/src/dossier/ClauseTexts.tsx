import type { Change, Option, Page, Subject, Version } from "../api/shapes";
import { type Loaded, useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { useText } from "../i18n/context";
import { clauseDraftPath, clauseTextPath } from "../router/routes";
import { correctionPath, publicationPath } from "../router/publication";
import { ChangeLink } from "../writing/ChangeLink";
import { Amendments } from "./Amendments";
import { AnyTwo } from "./AnyTwo";
import { clauseText } from "./clauseText";
import { EarlierVersions } from "./EarlierVersions";
import { NotYetInForce } from "./NotYetInForce";
import { sideBySide } from "./sideBySide";
import { TextBeside } from "./TextBeside";
import { TextPanel } from "./TextPanel";

interface Props {
  subject: Subject;
  options: Loaded<Page<Option>>;
  changes: Loaded<Page<Change>>;
}

const ALL = 200;

/** The texts of a clause: what is agreed, what lies on the table side by side, and what was before. */
export function ClauseTexts({ subject, options, changes }: Props) {
  const { publication, text } = useText();
  const current = clauseText(subject);
  const versions = useResource<Page<Version>>(`/v1/clauses/${subject.id}/versions`, { pageSize: ALL });
  const open = options.resource.status === "ready" ? options.resource.data.items.filter((option) => option.open) : [];
  const names = new Set(open.map(({ name }) => name));
  return (
    <>
      <NotYetInForce clauseId={subject.id} text={current} />
      {!current && <p class="nl-paragraph">{text.none}</p>}
      <Await from={versions}>
        {({ items }) => {
          const shown = sideBySide(items);
          const asked = shown.find(({ standing }) => standing === "under_consent") ?? null;
          return (
            <>
              {shown.length === 0 && current && <TextPanel text={current} />}
              <div class={shown.length > 1 ? "ps-beside" : ""}>
                {shown.map((version) => (
                  <TextBeside
                    key={version.id}
                    clauseId={subject.id}
                    version={version}
                    asked={asked}
                    adoptable={names.has("adopt")}
                    rewritable={names.has("revise")}
                    tabled={names.has("counter") ? "counter" : names.has("propose_amendment") ? "propose_amendment" : null}
                  />
                ))}
              </div>
              {subject.state === "in_amendment" && <Amendments clauseId={subject.id} />}
              <EarlierVersions clauseId={subject.id} all={items} shown={shown} />
              {items.length > 1 && <AnyTwo clauseId={subject.id} versions={items} />}
            </>
          );
        }}
      </Await>
      <div class="utrecht-action-group ps-records">
        <ChangeLink changes={changes} name="draft_text" href={clauseDraftPath(subject.id)} label={text.writeDraft} />
        <ChangeLink changes={changes} name="publication_text" href={publicationPath(subject.id)} label={publication.title} />
        <ChangeLink changes={changes} name="correct_publication" href={correctionPath(subject.id)} label={publication.correct} />
      </div>
      <p class="nl-paragraph">
        <a class="nl-link" href={clauseTextPath(subject.id)}>
          {text.onDay}
        </a>
      </p>
    </>
  );
}
