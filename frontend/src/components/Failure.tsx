import type { ApiError } from "../api/problem";
import { useText } from "../i18n/context";
import { Alert } from "./Alert";
import { Button } from "./Button";

export function failureText(error: ApiError, words: ReturnType<typeof useText>["problems"]): string {
  if (error.status === 0) return words.unreachable;
  // 503 says what to do: somebody was just ahead, or a part is away for a moment
  if (error.status >= 500 && error.status !== 503) return words.server;
  return error.problem.detail ?? error.problem.title ?? words.failed;
}

/** What went wrong, in the words of each fault that the answer names; else in one general sentence. */
export function failureTexts(error: ApiError, words: ReturnType<typeof useText>["problems"]): readonly string[] {
  const named = error.status >= 500 ? [] : (error.problem.errors ?? []).map(({ message }) => message);
  return named.length > 0 ? [...new Set(named)] : [failureText(error, words)];
}

/** Why something could not be read or done. For a form, whose fields have faults of their own, see `FaultSummary`. */
export function Failure({ error, retry }: { error: ApiError; retry?: () => void }) {
  const { problems } = useText();
  const [text, ...more] = failureTexts(error, problems);
  return (
    <Alert tone="error" live>
      {more.length === 0 ? (
        <p class="nl-paragraph">{text}</p>
      ) : (
        <ul class="utrecht-unordered-list">
          {[text, ...more].map((each) => (
            <li class="utrecht-unordered-list__item" key={each}>
              {each}
            </li>
          ))}
        </ul>
      )}
      {retry && (
        <Button look="secondary" onClick={retry}>
          {problems.again}
        </Button>
      )}
    </Alert>
  );
}
