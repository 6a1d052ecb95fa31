import { TintLegend } from '../answer/tint-legend.tsx';
import { ChosenExample } from '../examples/chosen-example.tsx';
import type { Example } from '../examples/example.ts';
import type { DeviceLoad } from '../model/device-load.ts';
import { BudgetSummary } from '../options/budget-summary.tsx';
import { PolicyChangedNote } from '../options/policy-changed-note.tsx';
import { PrivacySwitch } from '../options/privacy-switch.tsx';
import type { PageOptions } from '../options/use-page-options.ts';
import type { RoutingPolicy } from '../options/use-routing-policy.ts';
import { StatusBanners } from '../status/status-banners.tsx';
import { useOnline } from '../status/use-online.ts';
import { useRouterHealth } from '../status/use-router-health.ts';
import { AnswerAnnouncer } from './answer-announcer.tsx';
import { Composer } from './composer.tsx';
import { ConversationSummary } from './conversation-summary.tsx';
import { ConversationView } from './conversation-view.tsx';
import { LoadingNote } from './loading-note.tsx';
import { TurnView } from './turn-view.tsx';
import type { Conversation } from './use-conversation.ts';
import type { Draft } from './use-draft.ts';
import { Welcome } from './welcome.tsx';

interface ConversationPaneProps {
  readonly conversation: Conversation;
  readonly draft: Draft;
  readonly options: PageOptions;
  readonly routing: RoutingPolicy;
  /** The one on this device. */
  readonly model: string;
  readonly deviceLoad: DeviceLoad;
  readonly examples: readonly Example[];
  readonly onChooseExample: (example: Example) => void;
  readonly onShowTrace: (turnNumber: number) => void;
  readonly onOpenOptions: () => void;
}

/** The conversation from its first word to the field where the next question is written. */
export function ConversationPane(props: ConversationPaneProps) {
  const { conversation, draft, options, routing, model, deviceLoad, examples, onChooseExample, onShowTrace, onOpenOptions } = props;
  const { turns, isAnswering, ask, askAgain, stop } = conversation;
  const { health, askAgain: askRouterAgain } = useRouterHealth();
  const isOnline = useOnline();

  const send = () => {
    ask({
      prompt: draft.text.trim(),
      context: draft.example?.context,
      mode: options.mode,
      privacy: options.privacy,
      budget: draft.example?.budget,
      isOnItsOwn: draft.example !== undefined,
    });
    draft.clear();
  };

  return (
    <main
      class="conversation-pane"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && isAnswering) stop();
      }}
    >
      <StatusBanners isOnline={isOnline} health={health} onAskAgain={askRouterAgain} />
      {turns.length > 0 && <ConversationSummary turns={turns} onClear={conversation.clear} />}
      <ConversationView revision={turns} newest={turns.at(-1)?.number}>
        {turns.length === 0 && (
          <Welcome
            examples={examples}
            model={model}
            hasStandInHost={health.kind === 'up' && health.hasStandInHost}
            onChoose={onChooseExample}
          />
        )}
        {turns.map((turn) => (
          <TurnView
            key={turn.number}
            turn={turn}
            isTinted={options.isTinted}
            canAsk={!isAnswering}
            askAgain={askAgain}
            showTrace={onShowTrace}
          />
        ))}
      </ConversationView>
      <AnswerAnnouncer turn={turns.at(-1)} />
      <Composer
        draft={draft.text}
        onDraft={draft.write}
        isAnswering={isAnswering}
        onSend={send}
        onStop={stop}
        focusRequest={draft.focusRequest}
        attachment={
          <>
            <PolicyChangedNote routing={routing} />
            <LoadingNote load={deviceLoad} privacy={options.privacy} />
            {draft.example && <ChosenExample example={draft.example} model={model} onDrop={draft.dropExample} />}
          </>
        }
      >
        <PrivacySwitch privacy={options.privacy} onChange={options.setPrivacy} />
        <BudgetSummary policy={routing.inForce} onOpen={onOpenOptions} />
        {turns.length > 0 && <TintLegend isTinted={options.isTinted} onChange={options.setIsTinted} />}
      </Composer>
    </main>
  );
}
