import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';

/** Closer to the bottom than this counts as reading the newest text. */
const NEAR_PIXELS = 120;

interface ConversationViewProps {
  /** Changes with every piece of text. */
  readonly revision: unknown;
  /** Changes with every question: the newest is brought into view whatever was being read. */
  readonly newest: number | undefined;
  readonly children: ComponentChildren;
}

/** The scrolling region: follows the newest text unless the person has scrolled up to read. */
export function ConversationView({ revision, newest, children }: ConversationViewProps) {
  const region = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(true);
  useLayoutEffect(() => {
    isFollowing.current = true;
  }, [newest]);
  useLayoutEffect(() => {
    const element = region.current;
    if (element && isFollowing.current && newest !== undefined) element.scrollTop = element.scrollHeight;
  }, [revision, newest]);
  return (
    <div
      ref={region}
      class="conversation-scroll"
      role="region"
      aria-label="Conversation"
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        isFollowing.current = scrollHeight - scrollTop - clientHeight < NEAR_PIXELS;
      }}
    >
      <div class="conversation-column">{children}</div>
    </div>
  );
}
