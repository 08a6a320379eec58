import { Logo } from "../components/Logo";
import { useText } from "../i18n/context";
import { useSession } from "../session/context";
import { Account } from "./Account";
import { LanguageSwitch } from "./LanguageSwitch";
import { Navigation } from "./Navigation";

export function Header({ path }: { path: string }) {
  const text = useText();
  const { me } = useSession();
  return (
    <header class="utrecht-page-header ps-header">
      <div class="utrecht-page-header__content ps-header__bar">
        <a class="ps-brand" href="/">
          <Logo />
          <span class="ps-brand__name">{text.site.name}</span>
          <span class="ps-brand__tagline">{text.site.tagline}</span>
        </a>
        <div class="ps-header__tools">
          <LanguageSwitch />
          {me && <Account me={me} />}
        </div>
      </div>
      {me && <Navigation path={path} />}
    </header>
  );
}
