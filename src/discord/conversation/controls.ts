import type { PictureOrigin, PictureSource } from '../../aging/request/age-request.ts';
import type { AgeBounds } from './decide.ts';

/** What the buttons in direct messages use. */
export interface ConversationControls {
  /**
   * The photo of a direct message, with a fresh link.
   *
   * @throws {ExplainedError} `picture_gone`.
   */
  photo(origin: PictureOrigin): Promise<PictureSource>;
  /** Makes this the topic of the conversation, so that "older" continues from there. Never rejects. */
  continueFrom(userId: string, photo: PictureOrigin, age?: number, timeline?: readonly number[]): Promise<void>;
  readonly bounds: AgeBounds;
}
