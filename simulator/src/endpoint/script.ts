/** What is wrong with the picture that an answer links to. */
export type ResultFault =
  /** a text file */
  | 'text'
  /** the first half of a JPEG, with the length of that half */
  | 'truncated'
  /** status 404 */
  | 'missing'
  /** the link itself is at a private address */
  | 'private'
  /** a redirect to another port of this machine, see `trapHits` */
  | 'redirect'
  /** 30 MiB */
  | 'heavy'
  /** transparent noise, 10.3 MiB */
  | 'large'
  /** a small file of 20,000 by 20,000 pixels */
  | 'huge'
  /** the connection is cut in the middle of the picture */
  | 'cut'
  /** never answers */
  | 'hang'
  /** these files instead of the picture: one per fetch, and then the last one for every further fetch */
  | { readonly files: readonly Buffer[] };

/** How one call fails. An empty step is a call that succeeds. */
export interface Step {
  /** Milliseconds before anything happens, in addition to the latency. */
  readonly delayMs?: number;
  /** Waits for this after the delay. */
  readonly until?: Promise<unknown>;
  /** Replaces the real answer. A body that isn't a string is sent as JSON. */
  readonly answer?: {
    readonly status: number;
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
  };
  /** Never answers: `'before'` or `'after'` the picture was made (and charged). */
  readonly hang?: 'before' | 'after';
  /** Resets the connection before anything is done, or after the picture was made (and charged). */
  readonly reset?: 'before' | 'after';
  /** Sends the first half of the answer, then closes the connection. */
  readonly halfBody?: boolean;
  readonly result?: ResultFault;
}

export type Script = readonly (Step | undefined)[] | ((call: { readonly index: number }) => Step | undefined);

/** Plays a script: a list once, a function for every call. */
export function createPlayer(): { load(script: Script): void; next(index: number): Step } {
  let steps: (Step | undefined)[] = [];
  let choose: ((call: { readonly index: number }) => Step | undefined) | undefined;
  return {
    load: (script) => {
      choose = typeof script === 'function' ? script : undefined;
      steps = typeof script === 'function' ? [] : [...script];
    },
    next: (index) => (choose ? choose({ index }) : steps.shift()) ?? {},
  };
}
