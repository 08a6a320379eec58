import type { Me } from "../api/shapes";
import { Icon } from "../components/Icon";
import { useText } from "../i18n/context";
import { navigate } from "../router/location";
import { useSession } from "../session/context";

/** Who is logged in, for which organisations, and the way out. */
export function Account({ me }: { me: Me }) {
  const { site } = useText();
  const { leave } = useSession();
  const names = me.organisations.map(({ name }) => name).join(", ");
  const out = async (): Promise<void> => {
    await leave();
    navigate("/");
  };
  return (
    <div class="ps-account">
      <Icon name="user" />
      <span class="ps-account__who">
        <span class="ps-hidden">{site.loggedInAs("")}</span>
        <strong>{me.name}</strong>
        {names && <span class="ps-account__for">{names}</span>}
      </span>
      <button type="button" class="nl-button nl-button--subtle ps-account__out" onClick={() => void out()}>
        <span class="nl-button__label">{site.logOut}</span>
      </button>
    </div>
  );
}
