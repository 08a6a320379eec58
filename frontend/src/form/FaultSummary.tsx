import { useEffect, useRef } from "preact/hooks";
import { failureText } from "../components/Failure";
import { Heading } from "../components/Heading";
import { Alert } from "../components/Alert";
import { useText } from "../i18n/context";
import type { ApiError } from "../api/problem";
import { controlId, faultsAt } from "./faults";

/** The status of an answer to who had not seen the newest version. */
const CHANGED = 412;

interface Props {
  error: ApiError;
  /** What the field at a JSON pointer is called, if it is on screen. */
  label: (pointer: string) => string | null;
  /** The id of the control at a pointer, where there are more forms on the page than this one. */
  idOf?: (pointer: string) => string;
}

/** Everything that is wrong, at the top of the form, each fault a link to its field. Takes focus. */
export function FaultSummary({ error, label, idOf = controlId }: Props) {
  const { act, problems } = useText();
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => summary.current?.focus(), [error]);
  const faults = [...faultsAt(error.problem)];
  return (
    <div ref={summary} tabIndex={-1} class="ps-faults">
      <Alert tone="error" live>
        <Heading level={2} look={4}>
          {act.faultsTitle}
        </Heading>
        {faults.length === 0 && <p class="nl-paragraph">{error.status === CHANGED ? act.changed : failureText(error, problems)}</p>}
        {faults.length > 0 && (
          <ul class="utrecht-unordered-list">
            {faults.flatMap(([pointer, list]) =>
              list.map((fault) => (
                <li class="utrecht-unordered-list__item" key={pointer + fault.code}>
                  <FaultLink id={idOf(pointer)} label={label(pointer)} message={fault.message} />
                </li>
              )),
            )}
          </ul>
        )}
      </Alert>
    </div>
  );
}

function FaultLink({ id, label, message }: { id: string; label: string | null; message: string }) {
  if (label === null) return <>{message}</>;
  const go = (event: Event): void => {
    event.preventDefault();
    document.getElementById(id)?.focus();
  };
  return (
    <a class="nl-link" href={`#${id}`} onClick={go}>
      {label.endsWith("?") ? label : `${label}:`} {message}
    </a>
  );
}
