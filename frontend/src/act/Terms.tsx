import { DataList } from "../components/DataList";
import { Heading } from "../components/Heading";
import type { Field } from "../form/model";
import { useSpeech } from "../i18n/context";
import { termText } from "./termText";

interface Props {
  fields: readonly Field[];
  terms: Record<string, unknown>;
}

/** The terms that somebody offered, in the words of the form by which they were offered. */
export function Terms({ fields, terms }: Props) {
  const { language, text } = useSpeech();
  const shown = fields.filter(({ name }) => terms[name] !== undefined);
  if (shown.length === 0) return null;
  return (
    <>
      <Heading level={2} look={3}>
        {text.consent.terms}
      </Heading>
      <DataList
        data={shown.map((field) => ({
          term: field.label,
          value: termText(field, terms[field.name], language, text.form),
        }))}
      />
    </>
  );
}
