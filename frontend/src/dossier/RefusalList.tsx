import type { Refusal } from "../api/shapes";
import { useText } from "../i18n/context";
import { MANDATES } from "../router/routes";

/** The code of the refusal that the register of mandates has the answer to. */
const NO_MANDATE = "no-mandate";

export function RefusalList({ refusals }: { refusals: readonly Refusal[] }) {
  const { mandates } = useText();
  return (
    <ul class="utrecht-unordered-list ps-refusals">
      {refusals.map(({ code, message }) => (
        <li class="utrecht-unordered-list__item" key={code + message}>
          {message}
          {code === NO_MANDATE && (
            <>
              {" "}
              <a class="nl-link" href={MANDATES}>
                {mandates.where}
              </a>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
