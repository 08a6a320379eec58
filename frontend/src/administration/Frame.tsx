import type { ComponentChildren } from "preact";
import { Breadcrumbs, type Crumb } from "../components/Breadcrumbs";
import { useNotice } from "../components/notice";
import { PageHeading } from "../components/PageHeading";
import { Told } from "../components/Told";
import { useText } from "../i18n/context";
import { ORGANISATIONS, PEOPLE, SERVICE, TABLES } from "../router/routes";

/** What was just done, said on the page that follows. */
export function Notice() {
  const [notice] = useNotice();
  return <Told message={notice} />;
}

interface OverviewProps {
  current: string;
  title: string;
  /** What is found here; of a list of what is kept, if not given. */
  lead?: string;
  children: ComponentChildren;
}

/** A list of what is kept, or how the service does, with the way to the others. */
export function Overview({ current, title, lead, children }: OverviewProps) {
  const { administration } = useText();
  const tabs = [
    [PEOPLE, administration.people],
    [ORGANISATIONS, administration.organisations],
    [TABLES, administration.tables],
    [SERVICE, administration.service.title],
  ] as const;
  return (
    <>
      <Notice />
      <PageHeading title={title} kicker={administration.title} />
      <p class="nl-paragraph nl-paragraph--lead">{lead ?? administration.lead}</p>
      <nav class="ps-tabs" aria-label={administration.title}>
        <ul>
          {tabs.map(([href, label]) => (
            <li key={href}>
              <a href={href} aria-current={href === current ? "page" : undefined}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </>
  );
}

interface DetailProps {
  crumbs: readonly Crumb[];
  title: string;
  kicker: string;
  children: ComponentChildren;
}

/** One person, organisation or table. */
export function Detail({ crumbs, title, kicker, children }: DetailProps) {
  const { site } = useText();
  return (
    <>
      <Notice />
      <Breadcrumbs crumbs={[{ href: "/", label: site.home }, ...crumbs]} />
      <PageHeading title={title} kicker={kicker} />
      {children}
    </>
  );
}
