import type { Field } from "./model";

/** What the field at a JSON pointer is called, with the number of its group where it is in a list. */
export function labelAt(fields: readonly Field[], pointer: string, base: string): string | null {
  if (!pointer.startsWith(`${base}/`)) return null;
  let within = fields;
  const labels: string[] = [];
  for (const part of pointer.slice(base.length + 1).split("/")) {
    if (/^\d+$/.test(part) && labels.length > 0) {
      labels.push(`${labels.pop()} ${Number(part) + 1}`);
      continue;
    }
    const field = within.find(({ name }) => name === part);
    if (!field) break;
    labels.push(field.label);
    within = field.fields;
  }
  return labels.length > 0 ? labels.join(", ") : null;
}
