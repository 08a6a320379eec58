import { useRef, useState } from "preact/hooks";
import { Alert } from "../components/Alert";
import { Button } from "../components/Button";
import { FormField } from "../form/FormField";
import { useText } from "../i18n/context";

interface Props {
  busy: boolean;
  message: string | null;
  submit: (email: string, password: string) => Promise<void>;
}

export function LoginForm({ busy, message, submit }: Props) {
  const { login } = useText();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const missing = { email: tried && !email.trim(), password: tried && !password };

  const onSubmit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (email.trim() && password) void submit(email.trim(), password);
    else form.current?.querySelector<HTMLInputElement>(email.trim() ? "#password" : "#email")?.focus();
  };

  return (
    <form ref={form} class="ps-form" onSubmit={onSubmit} noValidate>
      {message && (
        <Alert tone="error" live>
          <p class="nl-paragraph">
            <strong>{login.refusedTitle}.</strong> {message}
          </p>
        </Alert>
      )}
      <FormField id="email" label={login.email} error={missing.email ? login.emailMissing : null}>
        {(control) => (
          <input
            {...control}
            class="utrecht-textbox utrecht-textbox--html-input"
            type="email"
            name="email"
            autocomplete="username"
            value={email}
            onInput={(event) => setEmail(event.currentTarget.value)}
          />
        )}
      </FormField>
      <FormField id="password" label={login.password} error={missing.password ? login.passwordMissing : null}>
        {(control) => (
          <input
            {...control}
            class="utrecht-textbox utrecht-textbox--html-input"
            type="password"
            name="password"
            autocomplete="current-password"
            value={password}
            onInput={(event) => setPassword(event.currentTarget.value)}
          />
        )}
      </FormField>
      <Button type="submit" busy={busy}>
        {busy ? login.busy : login.submit}
      </Button>
    </form>
  );
}
