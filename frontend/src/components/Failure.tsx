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

/** A part of a page that could not be read. */
export function Failure({ error, retry }: { error: ApiError; retry?: () => void }) {
  const { problems } = useText();
  return (
    <Alert tone="error" live>
      <p class="nl-paragraph">{failureText(error, problems)}</p>
      {retry && (
        <Button look="secondary" onClick={retry}>
          {problems.again}
        </Button>
      )}
    </Alert>
  );
}
