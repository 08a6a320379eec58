import { useState } from "preact/hooks";
import type { Version } from "../api/shapes";
import { Button } from "../components/Button";
import { useText } from "../i18n/context";
import { Differences } from "./Differences";
import { TextPanel } from "./TextPanel";
import { WrittenBy } from "./WrittenBy";

interface Props {
  clauseId: string;
  version: Version;
  /** The text that counts now, to compare with. */
  now: Version | null;
}

export function EarlierVersion({ clauseId, version, now }: Props) {
  const { text } = useText();
  const [comparing, setComparing] = useState(false);
  return (
    <div class="ps-version">
      {comparing && now ? (
        <Differences clauseId={clauseId} newer={now} older={version} />
      ) : (
        <TextPanel text={version} />
      )}
      <WrittenBy version={version} />
      {now && (
        <Button look="subtle" onClick={() => setComparing(!comparing)}>
          {comparing ? text.showText : text.compare}
          <span class="ps-hidden">: {text.version(version.number)}</span>
        </Button>
      )}
    </div>
  );
}
