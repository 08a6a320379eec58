import type { Option } from "../api/shapes";
import { useText } from "../i18n/context";
import type { Kind } from "../router/routes";
import { NotYet } from "./NotYet";
import { isUsable, urgency } from "./openness";
import { OpenAction } from "./OpenAction";

interface Props {
  kind: Kind;
  id: string;
  /** The state in which the subject is. */
  state: string;
  options: readonly Option[];
}

/** What the person may do next, and what not yet with every reason. */
export function NextActions({ kind, id, state, options }: Props) {
  const { next } = useText();
  const usable = options.filter(isUsable).sort((one, other) => urgency(other) - urgency(one));
  const closed = options.filter((option) => !isUsable(option));
  return (
    <>
      {usable.length === 0 && <p class="nl-paragraph">{next.nothing}</p>}
      {usable.length > 0 && (
        <ul class="ps-actions">
          {usable.map((option) => (
            <OpenAction key={option.name} kind={kind} id={id} state={state} option={option} />
          ))}
        </ul>
      )}
      {closed.length > 0 && <NotYet options={closed} />}
    </>
  );
}
