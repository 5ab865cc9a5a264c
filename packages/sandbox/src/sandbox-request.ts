/** A request as it reaches the sandbox, in process or from a socket. */
export interface SandboxRequest {
  /** Upper case: `POST`. */
  readonly method: string;
  /** Path and query: `/apidata.php?api_key=…&action=createcustomer`. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** `''` where there is none. */
  readonly body: string;
}
