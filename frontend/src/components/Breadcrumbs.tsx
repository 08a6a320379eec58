import { useText } from "../i18n/context";

export interface Crumb {
  href: string;
  label: string;
}

export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const text = useText();
  return (
    <nav class="utrecht-breadcrumb-nav ps-breadcrumbs" aria-label={text.site.youAreHere}>
      <ol class="utrecht-breadcrumb-nav__list utrecht-breadcrumb-nav__list--html-ol">
        {crumbs.map(({ href, label }) => (
          <li class="utrecht-breadcrumb-nav__item" key={href}>
            <a class="utrecht-breadcrumb-nav__link nl-link" href={href}>
              {label}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
