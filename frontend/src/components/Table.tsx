import type { ComponentChildren } from "preact";

export interface Column<T> {
  name: string;
  show: (row: T) => ComponentChildren;
  /** The cell that names the row, for people who hear the table. */
  heads?: boolean;
}

interface Props<T> {
  caption: string;
  hideCaption?: boolean;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
}

/**
 * A table that turns into cards on a narrow screen. The roles are spelled out because changing how a
 * table is displayed would otherwise take its meaning away from screen readers.
 */
export function Table<T>({ caption, hideCaption = false, columns, rows, rowKey }: Props<T>) {
  return (
    <table class="utrecht-table ps-table" role="table">
      <caption class={hideCaption ? "ps-hidden" : "utrecht-table__caption"}>{caption}</caption>
      <thead class="utrecht-table__header" role="rowgroup">
        <tr class="utrecht-table__row" role="row">
          {columns.map(({ name }) => (
            <th class="utrecht-table__header-cell" scope="col" role="columnheader" key={name}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="utrecht-table__body" role="rowgroup">
        {rows.map((row) => (
          <tr class="utrecht-table__row" role="row" key={rowKey(row)}>
            {columns.map((column) => (
              <Cell key={column.name} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell<T>({ column, row }: { column: Column<T>; row: T }) {
  const content = column.show(row);
  const empty = content === null || content === undefined || content === "";
  const className = `utrecht-table__cell ps-table__cell${empty ? " ps-table__cell--empty" : ""}`;
  if (column.heads) {
    return (
      <th class={`${className} ps-table__head`} scope="row" role="rowheader">
        {content}
      </th>
    );
  }
  return (
    <td class={className} role="cell">
      <span class="ps-table__label" aria-hidden="true">
        {column.name}
      </span>
      <span class="ps-table__value">{content}</span>
    </td>
  );
}
