import { useState } from "preact/hooks";
import type { Version } from "../api/shapes";
import { Button } from "../components/Button";
import { MomentText } from "../components/DateText";
import { useText } from "../i18n/context";
import { Differences } from "./Differences";
import { TextPanel } from "./TextPanel";

interface Props {
  clauseId: string;
  version: Version;
  /** The text that counts now, to compare with. */
  now: Version | null;
}

export function EarlierVersion({ clauseId, version, now }: Props) {
  const { text } = useText();
  const [comparing, setComparing] = useState(false);
  const { author, organisation, rationale, createdAt } = version;
  return (
    <div class="ps-version">
      {comparing && now ? (
        <Differences clauseId={clauseId} newer={now} older={version} />
      ) : (
        <TextPanel text={version} />
      )}
      <p class="ps-small">
        {[author, organisation].filter(Boolean).join(", ")} · <MomentText moment={createdAt} />
      </p>
      {rationale && <p class="nl-paragraph">{rationale}</p>}
      {now && (
        <Button look="subtle" onClick={() => setComparing(!comparing)}>
          {comparing ? text.showText : text.compare}
          <span class="ps-hidden">: {text.version(version.number)}</span>
        </Button>
      )}
    </div>
  );
}
