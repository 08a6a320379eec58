import { useState } from "preact/hooks";
import { choosePassword } from "../api/account";
import { ApiError } from "../api/problem";
import { Alert } from "../components/Alert";
import { Button } from "../components/Button";
import { ButtonLink } from "../components/ButtonLink";
import { failureText } from "../components/Failure";
import { PageHeading } from "../components/PageHeading";
import { FormField } from "../form/FormField";
import { useText } from "../i18n/context";
import { useSession } from "../session/context";

/** Lets who was invited choose a password, with the key in the address. Nobody needs to be logged in. */
export function PasswordPage({ secret }: { secret: string }) {
  const { password: words, login, problems } = useText();
  const { me, leave } = useSession();
  const [chosen, setChosen] = useState("");
  const [again, setAgain] = useState("");
  const [message, setMessage] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);

  const send = async (): Promise<void> => {
    setBusy(true);
    try {
      const result = await choosePassword(secret, chosen);
      if (result.status === "ok") {
        if (me) await leave(); // whoever used this browser before is not who chose this password
        setDone(true);
      } else if (result.status === "too_many") setMessage(login.tooMany);
      else setMessage(result.link ? words.link : faultsIn(result.codes, words.faults));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setMessage(failureText(error, problems));
    } finally {
      setBusy(false);
    }
  };

  const submit = (event: Event): void => {
    event.preventDefault();
    setMessage(null);
    if (!chosen) setMessage(words.missing);
    else if (chosen !== again) setMessage(words.differ);
    else void send();
  };

  if (done)
    return (
      <div class="ps-narrow">
        <PageHeading title={words.done} />
        <p class="nl-paragraph nl-paragraph--lead">{words.doneLead}</p>
        <ButtonLink href="/">{words.toLogin}</ButtonLink>
      </div>
    );
  return (
    <div class="ps-narrow">
      <PageHeading title={words.title} />
      <p class="nl-paragraph nl-paragraph--lead">{words.lead}</p>
      <form class="ps-form" onSubmit={submit} noValidate>
        {message && (
          <Alert tone="error" live>
            <p class="nl-paragraph">{message}</p>
          </Alert>
        )}
        <NewPassword id="password" label={words.password} value={chosen} change={setChosen} />
        <NewPassword id="password-again" label={words.again} value={again} change={setAgain} />
        <Button type="submit" busy={busy}>
          {words.submit}
        </Button>
      </form>
    </div>
  );
}

/** What is wrong with a password, in words. */
function faultsIn(codes: readonly string[], words: Readonly<Record<string, string>>): string {
  return codes.map((code) => words[code] ?? words["other"]).join(" ");
}

interface FieldProps {
  id: string;
  label: string;
  value: string;
  change: (value: string) => void;
}

function NewPassword({ id, label, value, change }: FieldProps) {
  return (
    <FormField id={id} label={label}>
      {(control) => (
        <input
          {...control}
          class="utrecht-textbox utrecht-textbox--html-input"
          type="password"
          autocomplete="new-password"
          value={value}
          onInput={(event) => change(event.currentTarget.value)}
        />
      )}
    </FormField>
  );
}
