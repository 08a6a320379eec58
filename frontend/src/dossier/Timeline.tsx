import { useState } from "preact/hooks";
import type { AuditEntry, Lifecycle } from "../api/shapes";
import { Button } from "../components/Button";
import { useText } from "../i18n/context";
import { Proof } from "./Proof";
import { TimelineEntry } from "./TimelineEntry";

/** So many entries are shown until somebody asks for all. */
const FIRST = 8;

interface Props {
  entries: readonly AuditEntry[];
  lifecycle: Lifecycle | null;
  /** Below what they are. */
  address: string;
}

export function Timeline({ entries, lifecycle, address }: Props) {
  const { timeline } = useText();
  const [all, setAll] = useState(false);
  const newestFirst = [...entries].sort((a, b) => b.at.localeCompare(a.at) || b.number - a.number);
  if (newestFirst.length === 0) return <p class="nl-paragraph">{timeline.empty}</p>;
  return (
    <>
      <p class="ps-small">{timeline.order}</p>
      <ol class="ps-timeline">
        {newestFirst.slice(0, all ? undefined : FIRST).map((entry) => (
          <TimelineEntry key={entry.digest} entry={entry} lifecycle={lifecycle} />
        ))}
      </ol>
      {!all && newestFirst.length > FIRST && (
        <Button look="secondary" onClick={() => setAll(true)}>
          {timeline.more} ({newestFirst.length})
        </Button>
      )}
      <Proof address={address} />
    </>
  );
}
