/** A column's name; `{ number }` stands above numbers. */
export type ColumnName = string | { readonly number: string };

export function TableHead({ columns }: { readonly columns: readonly ColumnName[] }) {
  return (
    <thead>
      <tr>
        {columns.map((column) => {
          const [name, look] = typeof column === 'string' ? [column, ''] : [column.number, 'is-number'];
          return (
            <th key={name} scope="col" class={look}>
              {name}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
