import { useState } from "preact/hooks";
import type { Version } from "../api/shapes";
import { FormField } from "../form/FormField";
import { useText } from "../i18n/context";
import { Differences } from "./Differences";
import { nameOf } from "./sideBySide";

interface Props {
  clauseId: string;
  versions: readonly Version[];
}

/** The difference between any two texts, for the person to choose. */
export function AnyTwo({ clauseId, versions }: Props) {
  const { text, dossier } = useText();
  const [older, setOlder] = useState(versions.at(-1)?.id ?? "");
  const [newer, setNewer] = useState(versions[0]?.id ?? "");
  const one = versions.find(({ id }) => id === older);
  const other = versions.find(({ id }) => id === newer);
  const label = (version: Version): string =>
    `${nameOf(version, text)} · ${dossier.sides[version.authorSide] ?? version.authorSide}`;
  const choice = (id: string, title: string, value: string, change: (value: string) => void) => (
    <FormField id={id} label={title}>
      {(control) => (
        <select
          {...control}
          class="utrecht-select utrecht-select--html-select"
          value={value}
          onChange={(event) => change(event.currentTarget.value)}
        >
          {versions.map((version) => (
            <option key={version.id} value={version.id}>
              {label(version)}
            </option>
          ))}
        </select>
      )}
    </FormField>
  );
  return (
    <details class="ps-details">
      <summary>{text.anyTwo}</summary>
      <div class="ps-beside">
        {choice("compare-older", text.olderText, older, setOlder)}
        {choice("compare-newer", text.newerText, newer, setNewer)}
      </div>
      {one && other && one !== other && <Differences clauseId={clauseId} newer={other} older={one} />}
    </details>
  );
}
