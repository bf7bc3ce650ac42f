/** A job failed for a reason that lies in its process, not in its pictures. */
export class PictureJobError extends Error {
  override readonly name: string = 'PictureJobError';
  /** `overran`: it used up its time. `crashed`: the process ended twice during it. `unavailable`: no process starts. */
  readonly kind: 'overran' | 'crashed' | 'unavailable';

  constructor(kind: PictureJobError['kind'], options?: ErrorOptions) {
    super(`picture job: ${kind}`, options);
    this.kind = kind;
  }
}
