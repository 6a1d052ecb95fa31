/**
 * A link may carry the key behind the #, which never reaches a server; the page takes it out of the address at once.
 *
 * @example keyInAddress('#key=ph_abc') // { key: 'ph_abc', rest: '' }
 * @example keyInAddress('#/policies&key=ph_abc') // { key: 'ph_abc', rest: '#/policies' }
 */
export function keyInAddress(hash: string): { readonly key: string; readonly rest: string } | undefined {
  const found = /(?:^#|&)key=([^&]+)/.exec(hash);
  const key = found?.[1];
  if (!found || key === undefined) return undefined;
  const rest = (hash.slice(0, found.index) + hash.slice(found.index + found[0].length)).replace(/^&/, '');
  const address = rest === '' || rest === '#' ? '' : rest.startsWith('#') ? rest : `#${rest}`;
  return { key: decodeURIComponent(key), rest: address };
}
