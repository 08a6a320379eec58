import { useReferenceLists } from "../form/useReferenceLists";
import { humanise } from "../i18n/format";

interface Props {
  list: string;
  codes: readonly string[];
}

/** Codes of a reference list by their names. */
export function CodeText({ list, codes }: Props) {
  const known = useReferenceLists([list]).get(list);
  const name = (code: string): string =>
    known?.find(({ value }) => value === code)?.label ?? (known ? humanise(code) : "…");
  return <>{codes.map(name).join(", ")}</>;
}
