import { useEffect, useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { Icon } from '../icons/icon.tsx';

interface DrawerProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** The side panel where there is no room beside the conversation: a modal sheet. Esc and a tap outside close it. */
export function Drawer({ isOpen, onClose, children }: DrawerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (isOpen && !element.open) element.showModal();
    if (!isOpen && element.open) element.close();
  }, [isOpen]);
  return (
    <dialog
      ref={dialog}
      class="drawer"
      aria-label="Examples, options, model and trace"
      onClose={onClose}
      onClick={(event) => {
        // The backdrop belongs to the dialog itself; its content lies in the element below.
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div class="drawer-sheet">
        <button type="button" class="icon-button drawer-close" aria-label="Close" data-testid="close-drawer" onClick={onClose}>
          <Icon name="close" />
        </button>
        {children}
      </div>
    </dialog>
  );
}
