import { useEffect } from "preact/hooks";
import type { Status } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Alert } from "../components/Alert";
import { MomentText } from "../components/DateText";
import { useText } from "../i18n/context";

const TEN_MINUTES = 600_000;

/** Says to everybody that reminders are more than a day behind, for as long as they are. */
export function Behind() {
  const { site } = useText();
  const { resource, reload } = useResource<Status>("/v1/status");
  useEffect(() => {
    const turn = setInterval(reload, TEN_MINUTES);
    return () => clearInterval(turn);
  }, [reload]);
  if (resource.status !== "ready" || !resource.data.remindersBehind) return null;
  const { lastAt, late } = resource.data.sweep;
  return (
    <Alert tone="warning" live>
      <p class="nl-paragraph">
        <strong>{site.behind}</strong> {site.behindWhatToDo}
      </p>
      {late && lastAt && (
        <p class="nl-paragraph">
          {site.lastRound} <MomentText moment={lastAt} />.
        </p>
      )}
    </Alert>
  );
}
