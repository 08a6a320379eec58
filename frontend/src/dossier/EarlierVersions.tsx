import type { Listed, Version } from "../api/shapes";
import { useResource } from "../api/useResource";
import { MomentText } from "../components/DateText";
import { useText } from "../i18n/context";
import { TextPanel } from "./TextPanel";

/** What the text was before; read only when somebody opens it. */
export function EarlierVersions({ clauseId, current }: { clauseId: string; current: number }) {
  const { text } = useText();
  const { resource } = useResource<Listed<Version>>(`/v1/clauses/${clauseId}/versions`);
  const earlier =
    resource.status === "ready"
      ? resource.data.items.filter(({ number }) => number !== current).sort((a, b) => b.number - a.number)
      : [];
  if (earlier.length === 0) return null;
  return (
    <details class="ps-details">
      <summary>
        {text.earlier} ({earlier.length})
      </summary>
      {earlier.map((version) => (
        <div key={version.number}>
          <TextPanel text={version} />
          <p class="ps-small">
            {[version.author, version.organisation].filter(Boolean).join(", ")}{" "}
            <MomentText moment={version.createdAt} />
          </p>
        </div>
      ))}
    </details>
  );
}
