import { useText } from "../i18n/context";

export function SkipLink() {
  return (
    <a class="nl-skip-link nl-skip-link--visible-on-focus ps-skip-link" href="#main">
      {useText().site.skip}
    </a>
  );
}
