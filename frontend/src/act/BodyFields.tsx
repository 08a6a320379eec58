import type { FaultsAt } from "../form/faults";
import { Heading } from "../components/Heading";
import type { Field } from "../form/model";
import { SchemaFields } from "../form/SchemaFields";
import type { Values } from "../form/values";

/** Fields of a long form that belong together, by name. */
export interface Part {
  title: string;
  names: readonly string[];
}

interface Props {
  parts: readonly Part[] | undefined;
  fields: readonly Field[];
  values: Values;
  pointer: string;
  faults: FaultsAt;
  change: (values: Values) => void;
}

/** The fields of a form, under headings where it has parts. */
export function BodyFields({ parts, fields, ...rest }: Props) {
  if (!parts) return <SchemaFields fields={fields} {...rest} />;
  return (
    <>
      {parts.map(({ title, names }) => (
        <section class="ps-form__part" key={title} aria-label={title}>
          <Heading level={2} look={3}>
            {title}
          </Heading>
          <SchemaFields fields={fields.filter(({ name }) => names.includes(name))} {...rest} />
        </section>
      ))}
    </>
  );
}
