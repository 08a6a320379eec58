import type { Copy, Page } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Alert } from "../components/Alert";
import { useText } from "../i18n/context";
import { COPIES } from "../router/routes";

/** The way to what is kept of tables at which the person's organisation sits no longer, if anything is. */
export function LeftTables() {
  const { copies } = useText();
  const { resource } = useResource<Page<Copy>>("/v1/copies", { pageSize: 1 });
  if (resource.status !== "ready" || resource.data.items.length === 0) return null;
  return (
    <Alert tone="info">
      <p class="nl-paragraph">
        {copies.left}{" "}
        <a class="nl-link" href={COPIES}>
          {copies.toCopies}
        </a>
      </p>
    </Alert>
  );
}
