import { useChanges } from "../api/useChanges";
import { useText } from "../i18n/context";
import { respondSignalPath } from "../router/routes";
import { ChangeLink } from "../writing/ChangeLink";

/** The way to respond to a signal, as long as it is not closed. */
export function ReceivedActions({ id }: { id: string }) {
  const { signals } = useText();
  const changes = useChanges(`/v1/received-signals/${id}`);
  return (
    <div class="utrecht-action-group ps-records">
      <ChangeLink changes={changes} name="answered" href={respondSignalPath(id)} label={signals.respond} />
    </div>
  );
}
