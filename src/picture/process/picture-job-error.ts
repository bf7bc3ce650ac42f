/** A job failed because of its process, not because of its pictures. */
export class PictureJobError extends Error {
  override readonly name: string = 'PictureJobError';
  /**
   * `overran`: it used up its time. `outgrew`: it used too much memory, or was killed again and again, as the system does
   * where memory is short. `crashed`: the process ended twice during it. `unavailable`: no process could be started.
   */
  readonly kind: 'overran' | 'outgrew' | 'crashed' | 'unavailable';

  constructor(kind: PictureJobError['kind'], options?: ErrorOptions) {
    super(`picture job: ${kind}`, options);
    this.kind = kind;
  }
}
