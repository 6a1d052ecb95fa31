import { useEffect, useState } from 'preact/hooks';

/** From here on the panel has room beside the conversation; panel.css holds the same width. */
const WIDE = '(min-width: 60rem)';

export function useIsWide(): boolean {
  const [isWide, setIsWide] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const query = matchMedia(WIDE);
    const update = () => setIsWide(query.matches);
    query.addEventListener('change', update);
    return () => query.removeEventListener('change', update);
  }, []);
  return isWide;
}
