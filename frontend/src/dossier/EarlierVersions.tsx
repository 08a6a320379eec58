import type { ClauseText, Page, Version } from "../api/shapes";
import { useResource } from "../api/useResource";
import { useText } from "../i18n/context";
import { EarlierVersion } from "./EarlierVersion";

/** What the text was before. */
export function EarlierVersions({ clauseId, current }: { clauseId: string; current: ClauseText }) {
  const { text } = useText();
  const { resource } = useResource<Page<Version>>(`/v1/clauses/${clauseId}/versions`);
  const all = resource.status === "ready" ? resource.data.items : [];
  const now = all.find(({ digest }) => digest === current.digest);
  const others = all.filter((version) => version !== now);
  if (others.length === 0) return null;
  return (
    <details class="ps-details">
      <summary>
        {text.earlier} ({others.length})
      </summary>
      {others.map((version) => (
        <EarlierVersion key={version.id} clauseId={clauseId} version={version} now={now ?? null} />
      ))}
    </details>
  );
}
