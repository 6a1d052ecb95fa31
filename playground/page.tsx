// The whole page: the conversation, the panel beside it, and what runs between them.
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { findDeviceModel } from '../src/catalog/device-models.ts';
import { ConversationPane } from './conversation/conversation-pane.tsx';
import { threadLimits } from './conversation/thread-limits.ts';
import { useConversation } from './conversation/use-conversation.ts';
import { useDraft } from './conversation/use-draft.ts';
import { FIRST_EXAMPLES } from './examples.ts';
import type { Example } from './examples/example.ts';
import { ExamplesPanel } from './examples/examples-panel.tsx';
import { EXAMPLE_GROUPS } from './examples/example-groups.ts';
import { ModelPanel } from './model/model-panel.tsx';
import { useDeviceModel } from './model/use-device-model.ts';
import { useDeviceReport } from './model/use-device-report.ts';
import { OptionsPanel } from './options/options-panel.tsx';
import { usePageOptions } from './options/use-page-options.ts';
import { useRoutingPolicy } from './options/use-routing-policy.ts';
import { PageHead } from './page-head.tsx';
import { Drawer } from './panel/drawer.tsx';
import { SidePanel } from './panel/side-panel.tsx';
import { usePanel } from './panel/use-panel.ts';
import type { PageAccess } from './status/ask-page-access.ts';
import { TracePanel } from './trace/trace-panel.tsx';

interface PageProps {
  readonly access: PageAccess;
}

export function Page({ access }: PageProps) {
  const models = useDeviceModel(access);
  const report = useDeviceReport(models.current.client);
  const options = usePageOptions();
  const routing = useRoutingPolicy(models.current.client);
  const limits = useMemo(
    () => threadLimits(findDeviceModel(models.current.model), routing.inForce),
    [models.current.model, routing.inForce],
  );
  const conversation = useConversation(models.current.client, limits);
  const draft = useDraft();
  const panel = usePanel();
  const [tracedTurn, setTracedTurn] = useState<number>();

  // While nothing is loaded, the one on its way is what there is to say.
  const onDevice = models.current.load.kind === 'ready' ? models.current : (models.incoming ?? models.current);
  const { turns, isAnswering } = conversation;
  useEffect(() => {
    if (!isAnswering) models.takeOver();
  }, [isAnswering, models.takeOver]);
  // A new question is traced unless the person looks at another one afterwards.
  useEffect(() => setTracedTurn(turns.at(-1)?.number), [turns.at(-1)?.number]);

  const chooseExample = useCallback(
    (example: Example) => {
      draft.choose(example);
      options.setPrivacy(example.privacy ?? 'any');
      options.setMode('prefer_on_device');
      routing.override({ totalMs: example.budget?.totalMs, costMicroUsd: example.budget?.costMicroUsd });
      panel.closeDrawer();
    },
    [draft.choose, options.setPrivacy, options.setMode, routing.override, panel.closeDrawer],
  );
  const showTrace = useCallback(
    (turnNumber: number) => {
      setTracedTurn(turnNumber);
      panel.open('trace');
    },
    [panel.open],
  );

  const sidePanel = (
    <SidePanel
      tab={panel.tab}
      onTab={panel.setTab}
      contents={{
        try: <ExamplesPanel groups={EXAMPLE_GROUPS} model={models.current.model} onChoose={chooseExample} />,
        options: <OptionsPanel routing={routing} mode={options.mode} onMode={options.setMode} limits={limits} />,
        model: <ModelPanel models={models} report={report} served={routing.served} isAnswering={isAnswering} />,
        trace: <TracePanel turn={turns.find(({ number }) => number === tracedTurn)} />,
      }}
    />
  );

  return (
    <div class="page">
      <PageHead
        current={onDevice}
        report={report}
        onOpenModel={() => panel.open('model')}
        onOpenDrawer={panel.isWide ? undefined : panel.openDrawer}
      />
      <div class="workspace">
        <ConversationPane
          conversation={conversation}
          draft={draft}
          options={options}
          routing={routing}
          model={models.current.model}
          deviceLoad={onDevice.load}
          examples={FIRST_EXAMPLES}
          onChooseExample={chooseExample}
          onShowTrace={showTrace}
          onOpenOptions={() => panel.open('options')}
        />
        {panel.isWide ? (
          <aside class="side-panel" aria-label="Examples, options, model and trace">
            {sidePanel}
          </aside>
        ) : (
          <Drawer isOpen={panel.isDrawerOpen} onClose={panel.closeDrawer}>
            {sidePanel}
          </Drawer>
        )}
      </div>
    </div>
  );
}
