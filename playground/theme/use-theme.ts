import { useLayoutEffect } from 'preact/hooks';
import { useStoredState } from '../storage/use-stored-state.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** The chosen colours, written to `<html data-theme>`: the style sheets do the rest. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useStoredState<Theme>('theme', 'system', isTheme);
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return [theme, setTheme];
}

function isTheme(candidate: unknown): candidate is Theme {
  return THEMES.includes(candidate as Theme);
}
