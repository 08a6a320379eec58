import { useText } from "../i18n/context";
import { actPath, isKind, type Kind } from "../router/routes";
import { aboutPath, type About } from "./paths";
import { type Selected, useSelected } from "./useSelected";

const RAISE_DISPUTE = "raise_dispute";

interface Props {
  kind: string;
  id: string;
  /** What the person may write here. */
  offered: readonly About[];
  /** Whether a dispute can be raised about it now. */
  disputable?: boolean;
}

/** As long as words of a text are selected: the ways to write something about them. */
export function PassageBar({ kind, id, offered, disputable = false }: Props) {
  const { talk, disputes } = useText();
  const selected = useSelected();
  if (!selected || (offered.length === 0 && !disputable)) return null;
  return (
    <div class="ps-passage-bar" role="region" aria-label={talk.selected}>
      <span class="ps-passage-bar__quote">“{selected.quote}”</span>
      {offered.map((about) => (
        <a key={about} class="nl-button nl-button--secondary" href={aboutPath(kind, id, about, { ...selected })}>
          <span class="nl-button__label">{talk.here[about]}</span>
        </a>
      ))}
      {disputable && isKind(kind) && (
        <a class="nl-button nl-button--secondary" href={disputePath(kind, id, selected)}>
          <span class="nl-button__label">{disputes.here}</span>
        </a>
      )}
    </div>
  );
}

const disputePath = (kind: Kind, id: string, { quote, start, version }: Selected): string => {
  const search = new URLSearchParams({ quote, start: String(start), ...(version ? { version } : {}) });
  return `${actPath(kind, id, RAISE_DISPUTE)}?${search.toString()}`;
};
