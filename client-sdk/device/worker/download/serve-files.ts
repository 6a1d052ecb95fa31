// Gives transformers.js the files that are here already. It asks for them by URL, as of a server; nothing it asks for goes out.

/** A `fetch` that knows these files alone; anything else is a 404, which transformers.js takes for "has none". */
export function serveFiles(baseUrl: string, files: ReadonlyMap<string, Blob>): (input: string | URL) => Promise<Response> {
  return async (input) => {
    const { href } = new URL(input);
    const blob = href.startsWith(baseUrl) ? files.get(href.slice(baseUrl.length)) : undefined;
    if (blob === undefined) return new Response(null, { status: 404 });
    // With its length it is read into one buffer of the right size.
    return new Response(blob, { headers: { 'content-length': String(blob.size) } });
  };
}
