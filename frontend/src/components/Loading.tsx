import { useText } from "../i18n/context";

export function Loading() {
  return (
    <p class="nl-paragraph ps-loading" role="status">
      {useText().site.loading}
    </p>
  );
}
