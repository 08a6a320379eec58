import { useState } from "preact/hooks";
import { logIn } from "../api/account";
import { ApiError } from "../api/problem";
import type { Status } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Alert } from "../components/Alert";
import { failureText } from "../components/Failure";
import { PageHeading } from "../components/PageHeading";
import { useText } from "../i18n/context";
import { DemoPeople } from "../login/DemoPeople";
import { LoginForm } from "../login/LoginForm";
import { useSession } from "../session/context";

/** The password of every demo person; they exist only where the status lists them. */
const DEMO_PASSWORD = "polderspoor";

export function LoginPage({ expired }: { expired: boolean }) {
  const { login, problems } = useText();
  const { enter } = useSession();
  const { resource } = useResource<Status>("/v1/status");
  const [message, setMessage] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const people = (resource.status === "ready" && resource.data.demoPeople) || [];

  const submit = async (email: string, password: string): Promise<void> => {
    setBusy(true);
    setMessage(null);
    try {
      const result = await logIn(email, password);
      if (result === "ok") await enter();
      else setMessage(result === "refused" ? login.refused : login.tooMany);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setMessage(failureText(error, problems));
    } finally {
      setBusy(false);
    }
  };

  return (
    <div class={people.length > 0 ? "ps-login ps-login--demo" : "ps-login"}>
      <section>
        <PageHeading title={login.title} />
        <p class="nl-paragraph nl-paragraph--lead">{login.lead}</p>
        {expired && !message && (
          <Alert tone="info" live>
            <p class="nl-paragraph">{login.expired}</p>
          </Alert>
        )}
        <LoginForm busy={busy} message={message} submit={submit} />
      </section>
      {people.length > 0 && (
        <DemoPeople people={people} busy={busy} choose={(email) => submit(email, DEMO_PASSWORD)} />
      )}
    </div>
  );
}
