import type { ComponentChildren } from "preact";

interface Props {
  id: string;
  legend: ComponentChildren;
  description?: string;
  error?: string | null;
  children: ComponentChildren;
}

/** Controls that together answer one question. */
export function Fieldset({ id, legend, description, error, children }: Props) {
  const described = [description && `${id}-description`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      class={`utrecht-form-fieldset utrecht-form-fieldset--html-fieldset ps-fieldset${
        error ? " utrecht-form-fieldset--invalid" : ""
      }`}
      aria-describedby={described || undefined}
    >
      <legend class="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend">{legend}</legend>
      {description && (
        <p id={`${id}-description`} class="utrecht-form-field-description">
          {description}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} class="utrecht-form-field-error-message">
          {error}
        </p>
      )}
      {children}
    </fieldset>
  );
}
