import { useState } from "preact/hooks";
import type { Version } from "../api/shapes";
import { Button } from "../components/Button";
import { ButtonLink } from "../components/ButtonLink";
import { useText } from "../i18n/context";
import { actPath } from "../router/routes";
import { Differences } from "./Differences";
import { nameOf } from "./sideBySide";
import { TextPanel } from "./TextPanel";
import { WrittenBy } from "./WrittenBy";

interface Props {
  clauseId: string;
  version: Version;
  /** The text that consents are about, to compare with. */
  asked: Version | null;
  /** Whether the person can put another text up for consent. */
  adoptable: boolean;
  /** The step with which a draft can be put on the table, if any. */
  tabled: string | null;
  /** Whether the person can put a new text in the place of the one under consent. */
  rewritable: boolean;
}

/** One text beside the others: what it is now, whose it is and why, and what can be done with it. */
export function TextBeside({ clauseId, version, asked, adoptable, tabled, rewritable }: Props) {
  const { text } = useText();
  const [comparing, setComparing] = useState(false);
  const other = asked && asked.id !== version.id ? asked : null;
  const name = nameOf(version, text);
  return (
    <div class="ps-beside__text">
      <p class={`ps-beside__standing ps-beside__standing--${version.standing}`}>{text.standings[version.standing]}</p>
      {comparing && other ? (
        <Differences clauseId={clauseId} newer={version} older={other} />
      ) : (
        <TextPanel text={version} name={name} />
      )}
      <WrittenBy version={version} />
      <div class="utrecht-action-group ps-records">
        {other && (
          <Button look="secondary" onClick={() => setComparing(!comparing)}>
            {comparing ? text.showText : text.compareAsked}
            <span class="ps-hidden">: {name}</span>
          </Button>
        )}
        {version.standing === "beside" && adoptable && (
          <ButtonLink look="secondary" href={`${actPath("clause", clauseId, "adopt")}?nummer=${version.number}`}>
            {text.adopt}
            <span class="ps-hidden">: {name}</span>
          </ButtonLink>
        )}
        {version.standing === "under_consent" && rewritable && (
          <ButtonLink look="secondary" href={`${actPath("clause", clauseId, "revise")}?tekst=${version.id}`}>
            {text.rewrite}
          </ButtonLink>
        )}
        {version.standing === "draft" && tabled && (
          <ButtonLink look="secondary" href={`${actPath("clause", clauseId, tabled)}?tekst=${version.id}`}>
            {text.putOnTable}
          </ButtonLink>
        )}
      </div>
    </div>
  );
}
