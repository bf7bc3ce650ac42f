import type { PictureOrigin, PictureSource } from '../../aging/request/age-request.ts';
import type { AgeBounds } from './decide.ts';

/** What the buttons in direct messages go by. */
export interface ConversationControls {
  /**
   * The photo of a direct message, with a fresh link.
   *
   * @throws {ExplainedError} `picture_gone`.
   */
  photo(origin: PictureOrigin): Promise<PictureSource>;
  /** Makes this what the conversation is about, so that "older" goes on from there. Never rejects. */
  continueFrom(userId: string, photo: PictureOrigin, age?: number): Promise<void>;
  readonly bounds: AgeBounds;
}
