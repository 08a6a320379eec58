import { useText } from "../i18n/context";
import { useSearch } from "../router/useSearch";
import { Icon } from "./Icon";

interface Props {
  next: string | null;
  previous: string | null;
}

/** From page to page by cursor. There are no page numbers, so that page 10,000 is as fast as page 1. */
export function Pager({ next, previous }: Props) {
  const { lists } = useText();
  const { address } = useSearch();
  if (!next && !previous) return null;
  return (
    <nav class="ps-pager" aria-label={lists.pages}>
      {previous && (
        <a class="nl-button nl-button--secondary" rel="prev" href={address({ cursor: previous })}>
          <Icon name="previous" />
          <span class="nl-button__label">{lists.previous}</span>
        </a>
      )}
      {next && (
        <a class="nl-button nl-button--secondary ps-pager__next" rel="next" href={address({ cursor: next })}>
          <span class="nl-button__label">{lists.next}</span>
          <Icon name="next" />
        </a>
      )}
    </nav>
  );
}
