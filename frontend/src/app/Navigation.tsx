import { useState } from "preact/hooks";
import { Icon } from "../components/Icon";
import { useText } from "../i18n/context";
import { hasMandates } from "../mandates/own";
import { ADMINISTRATION, listPath, MAILS, MANDATES, SIGNALS } from "../router/routes";
import { useSession } from "../session/context";

/** The main menu; behind a button where the screen is narrow. */
export function Navigation({ path }: { path: string }) {
  const { nav, site } = useText();
  const { me } = useSession();
  const own = hasMandates(me);
  const signals = me?.organisations.some(({ side }) => side !== "government");
  const [open, setOpen] = useState(false);
  const items = [
    ["/", nav.work],
    ["/caos", nav.agreements],
    [listPath("clause"), nav.clauses],
    [listPath("initiative"), nav.initiatives],
    [listPath("commitment"), nav.commitments],
    [listPath("meeting"), nav.meetings],
    ["/herinneringen", nav.reminders],
    ...(me?.mailsAreFiles ? ([[MAILS, nav.mails]] as const) : []),
    ...(signals ? ([[SIGNALS, nav.signals]] as const) : []),
    ...(own ? ([[MANDATES, nav.mandates]] as const) : []),
    ["/processen", nav.lifecycles],
    ...(me?.isAdministrator ? ([[ADMINISTRATION, nav.administration]] as const) : []),
  ] as const;

  return (
    <nav class="ps-navigation" aria-label={site.mainNavigation}>
      <button
        type="button"
        class="ps-navigation__toggle"
        aria-expanded={open}
        aria-controls="main-menu"
        onClick={() => setOpen(!open)}
      >
        <Icon name={open ? "close" : "menu"} />
        {site.menu}
      </button>
      <ul id="main-menu" class={`ps-navigation__list${open ? " ps-navigation__list--open" : ""}`}>
        {items.map(([href, label]) => (
          <li key={href}>
            <a class="ps-navigation__link" href={href} aria-current={current(href, path)} onClick={() => setOpen(false)}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function current(href: string, path: string): "page" | "true" | undefined {
  if (href === path) return "page";
  return href !== "/" && path.startsWith(`${href}/`) ? "true" : undefined;
}
