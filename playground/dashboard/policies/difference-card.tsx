import { useMemo, useState } from 'preact/hooks';
import type { Deployment } from '../../../src/experiment/deployment.ts';
import { diffPolicies } from '../../../src/policy/diff-policies.ts';
import type { Policy } from '../../../src/policy/policy.ts';
import { Card } from '../page/card.tsx';
import type { PolicyNames } from './policy-names.ts';
import { PolicySelect } from './policy-select.tsx';
import { TableHead } from '../page/table-head.tsx';

interface DifferenceCardProps {
  readonly deployment: Deployment;
  readonly policies: Readonly<Record<string, Policy>>;
  readonly names: PolicyNames;
}

/** What one policy says otherwise than another, in words; at first what is being tried, else what the last deployment changed. */
export function DifferenceCard({ deployment, policies, names }: DifferenceCardProps) {
  const hashes = Object.keys(policies);
  const [chosen, setChosen] = useState<{ before?: string; after?: string }>({});
  const tried = deployment.experiments.flatMap(({ variants }) => variants).find(({ policy }) => policy !== deployment.policy)?.policy;
  const after = chosen.after ?? tried ?? deployment.policy;
  const usual = tried === undefined ? deployment.previous : deployment.policy;
  const before = chosen.before ?? [usual, ...hashes].find((hash) => hash !== null && hash !== after) ?? after;
  const changes = useMemo(() => {
    const [one, other] = [policies[before], policies[after]];
    return one && other ? diffPolicies(one, other) : [];
  }, [policies, before, after]);
  return (
    <Card title="What differs" isWide testId="differences">
      {hashes.length < 2 ? (
        <p class="muted">There is one policy so far. Once there is a second, what it changes stands here in words.</p>
      ) : (
        <>
          <div class="pair">
            <PolicySelect label="From" hashes={hashes} value={before} names={names} onChange={(hash) => setChosen({ before: hash, after })} />
            <PolicySelect label="To" hashes={hashes} value={after} names={names} onChange={(hash) => setChosen({ before, after: hash })} />
          </div>
          {changes.length === 0 ? (
            <p class="muted">They say the same.</p>
          ) : (
            <div class="table-scroll">
              <table class="is-roomy">
                <TableHead columns={['Where', 'Before', 'After', 'What it means']} />
                <tbody>
                  {changes.map(({ path, kind, before: was, after: is, meaning }) => (
                    <tr key={`${path} ${kind}`}>
                      <th scope="row">
                        <code>{path}</code>
                      </th>
                      <td>{show(was)}</td>
                      <td>{show(is)}</td>
                      <td>{meaning}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </>
      )}
    </Card>
  );
}

/** What was not there is a dash; long values are cut, and are in the policy. */
function show(value: unknown) {
  if (value === undefined) return <span class="muted">–</span>;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return <code title={text}>{text.length > 80 ? `${text.slice(0, 79)}…` : text}</code>;
}
