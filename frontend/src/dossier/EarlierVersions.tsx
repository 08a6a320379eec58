import type { Version } from "../api/shapes";
import { useText } from "../i18n/context";
import { EarlierVersion } from "./EarlierVersion";

interface Props {
  clauseId: string;
  all: readonly Version[];
  /** What is on screen already. */
  shown: readonly Version[];
}

/** What the text was before. */
export function EarlierVersions({ clauseId, all, shown }: Props) {
  const { text } = useText();
  const others = all.filter((version) => !shown.includes(version));
  if (others.length === 0) return null;
  return (
    <details class="ps-details">
      <summary>
        {text.earlier} ({others.length})
      </summary>
      {others.map((version) => (
        <EarlierVersion key={version.id} clauseId={clauseId} version={version} now={shown[0] ?? null} />
      ))}
    </details>
  );
}
