/** An answer as the server made it. How it reaches the client is the reply's matter. */
export interface SandboxAnswer {
  readonly status: number;
  /** Names in lower case; `content-length` is left to who sends it. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * What the client gets to see of a request. Whether the request was acted upon is never part of it: that is
 * what a client cannot know.
 */
export type SandboxReply =
  | (SandboxAnswer & {
      readonly kind: 'answer';
      /** So many bytes of the body (in UTF-8) arrive, then the connection is cut; left out where all arrive. */
      readonly truncatedAt?: number;
    })
  /** The connection is torn down; no byte of an answer arrives. */
  | { readonly kind: 'reset' }
  /** No answer ever comes, the connection stays open. The caller models the time-out. */
  | { readonly kind: 'hang' };

/** An answer with a JSON body, as the vendor's own code gives it. */
export function jsonAnswer(status: number, value: unknown): SandboxAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

/** An answer with an HTML page, as a web server or a proxy before the vendor's code gives it. */
export function htmlAnswer(
  status: number,
  title: string,
  headers: Readonly<Record<string, string>> = {},
): SandboxAnswer {
  const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body><h1>${title}</h1></body>\r\n</html>\r\n`;
  return { status, headers: { 'content-type': 'text/html; charset=UTF-8', ...headers }, body };
}
