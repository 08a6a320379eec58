import type { ComponentChildren } from "preact";

export interface ControlProps {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

interface Props {
  id: string;
  label: ComponentChildren;
  description?: string | undefined;
  error?: string | null;
  children: (control: ControlProps) => ComponentChildren;
}

/** A label, its explanation and its error, tied to one control. */
export function FormField({ id, label, description, error = null, children }: Props) {
  const described = [description && `${id}-description`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div class={`utrecht-form-field${error ? " utrecht-form-field--invalid" : ""} ps-field`}>
      <label class="utrecht-form-label utrecht-form-field__label" for={id}>
        {label}
      </label>
      {description && (
        <div id={`${id}-description`} class="utrecht-form-field-description utrecht-form-field__description">
          {description}
        </div>
      )}
      {error && (
        <div id={`${id}-error`} class="utrecht-form-field-error-message utrecht-form-field__error-message">
          {error}
        </div>
      )}
      <div class="utrecht-form-field__input">
        {children({
          id,
          "aria-describedby": described || undefined,
          "aria-invalid": error ? true : undefined,
        })}
      </div>
    </div>
  );
}
