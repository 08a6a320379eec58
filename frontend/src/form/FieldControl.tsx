import { Checkbox } from "./Checkbox";
import { Choices } from "./Choices";
import type { FaultsAt } from "./faults";
import { Group } from "./Group";
import { Groups } from "./Groups";
import { Line } from "./Line";
import { LongText } from "./LongText";
import type { Field } from "./model";
import { SingleChoice } from "./SingleChoice";
import type { Value } from "./values";

export interface FieldProps {
  field: Field;
  value: Value;
  pointer: string;
  faults: FaultsAt;
  change: (value: Value) => void;
}

/** The control that fits one field. */
export function FieldControl(props: FieldProps) {
  switch (props.field.kind) {
    case "text":
    case "date":
    case "moment":
    case "number":
      return <Line {...props} />;
    case "longText":
    case "texts":
      return <LongText {...props} />;
    case "boolean":
      return <Checkbox {...props} />;
    case "choice":
      return <SingleChoice {...props} />;
    case "choices":
      return <Choices {...props} />;
    case "group":
      return <Group {...props} />;
    case "groups":
      return <Groups {...props} />;
  }
}
