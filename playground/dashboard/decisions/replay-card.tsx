import { useEffect, useMemo, useState } from 'preact/hooks';
import type { StoredEvent } from '../../../src/event/stored-event.ts';
import type { Policy } from '../../../src/policy/policy.ts';
import { Card } from '../page/card.tsx';
import type { Deployed } from '../policies/deployed.ts';
import { policyNames } from '../policies/policy-names.ts';
import { PolicySelect } from '../policies/policy-select.tsx';
import { outputWords, STAGE_WORDS } from './output-words.ts';
import { OwnPolicy } from './own-policy.tsx';
import type { ReplayedDecision } from './replay-records.ts';
import { TableHead } from '../page/table-head.tsx';

interface ReplayCardProps {
  readonly events: readonly StoredEvent[];
  readonly deployed: Deployed;
}

const OWN = 'own';

/** The decisions of one query, made again in this tab under any policy that is known, or one that is pasted. */
export function ReplayCard({ events, deployed: { answer, policies } }: ReplayCardProps) {
  const known = useMemo(() => policyNames(policies), [policies]);
  const names = (hash: string) => (hash === OWN ? 'the policy below' : known(hash));
  const [chosen, setChosen] = useState<string>(answer.deployment.policy);
  const [own, setOwn] = useState<Policy>();
  const policy = chosen === OWN ? own : policies[chosen];
  const replayed = useReplay(events, policy);
  return (
    <Card title="Under another policy" hint="Made again in this tab, by the functions that made it, from what was recorded." isWide testId="replay">
      <PolicySelect label="Policy" hashes={[...Object.keys(policies), ...(own ? [OWN] : [])]} value={chosen} names={names} testId="replay-policy" onChange={setChosen} />
      {replayed?.length === 0 && <p class="muted">Nothing was recorded to make it from: the query was device-only, or the app tells no events.</p>}
      {replayed && replayed.length > 0 && <Outcomes replayed={replayed} />}
      <OwnPolicy
        onPolicy={(given) => {
          setOwn(given);
          setChosen(OWN);
        }}
      />
    </Card>
  );
}

function Outcomes({ replayed }: { readonly replayed: readonly ReplayedDecision[] }) {
  const differing = replayed.filter(({ isSame }) => !isSame).length;
  return (
    <>
      <p role="status" data-testid="replay-summary">
        {differing === 0 ? 'It would have been decided the same.' : `${differing} of ${replayed.length} would have been decided otherwise.`}
      </p>
      <div class="table-scroll">
        <table>
          <TableHead columns={['Decision', 'As it was', 'As it would be']} />
          <tbody>
            {replayed.map(({ stage, was, would, isSame }, index) => (
              <tr key={`${index} ${stage}`}>
                <th scope="row">{STAGE_WORDS[stage]}</th>
                <td>
                  <Output output={was} />
                </td>
                <td data-testid={`would-${stage}`} class={isSame ? 'muted' : 'is-other'}>
                  {isSame ? 'the same' : <Output output={would} />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Output({ output }: { readonly output: ReplayedDecision['was'] }) {
  const { what, why, sentence } = outputWords(output);
  return (
    <>
      {what} <span class="hint" title={sentence}>{why}</span>
    </>
  );
}

/** Undefined until the functions are loaded and a policy is chosen. */
function useReplay(events: readonly StoredEvent[], policy: Policy | undefined): readonly ReplayedDecision[] | undefined {
  const [replayed, setReplayed] = useState<readonly ReplayedDecision[]>();
  useEffect(() => {
    let isGone = false;
    if (policy) {
      void import('./replay-records.ts').then(({ replayRecords }) => {
        if (!isGone) setReplayed(replayRecords(events, policy));
      });
    }
    return () => {
      isGone = true;
    };
  }, [events, policy]);
  return replayed;
}
