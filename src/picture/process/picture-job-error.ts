/** Why a job has no result, other than what the job itself found. */
export class PictureJobError extends Error {
  override readonly name: string = 'PictureJobError';
  /** `overran`: its processor time, or all its time, was up. `crashed`: the process died of it, twice. `unavailable`: the process does not start. */
  readonly kind: 'overran' | 'crashed' | 'unavailable';

  constructor(kind: PictureJobError['kind'], options?: ErrorOptions) {
    super(`picture job: ${kind}`, options);
    this.kind = kind;
  }
}
