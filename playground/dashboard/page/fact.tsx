/** One of a list of facts, in a `<dl>`: `<Fact label="Number" value="7" />` */
export function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
