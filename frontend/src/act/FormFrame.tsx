import type { ComponentChildren } from "preact";
import type { ApiError } from "../api/problem";
import { Button } from "../components/Button";
import { ButtonLink } from "../components/ButtonLink";
import { FaultSummary } from "../form/FaultSummary";
import { useText } from "../i18n/context";

interface Props {
  submitLabel: string;
  /** Where to go when the person changes their mind. */
  back: string;
  busy: boolean;
  error: ApiError | null;
  label: (pointer: string) => string | null;
  submit: () => Promise<void>;
  children: ComponentChildren;
}

/** The frame of every form: what is wrong above, the fields, and the way on or back below. */
export function FormFrame({ submitLabel, back, busy, error, label, submit, children }: Props) {
  const { act } = useText();
  return (
    <form
      class="ps-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {error && <FaultSummary error={error} label={label} />}
      {children}
      <div class="utrecht-action-group">
        <Button type="submit" busy={busy}>
          {busy ? act.busy : submitLabel}
        </Button>
        <ButtonLink look="subtle" href={back}>
          {act.cancel}
        </ButtonLink>
      </div>
    </form>
  );
}
