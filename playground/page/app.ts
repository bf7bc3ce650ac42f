import type { Action, ShownMessage, Suggestion, Typing, View } from '../protocol.ts';

/** What the parts of the page know and can do. */
export interface App {
  readonly view: View;
  /** The id of the place that is shown. */
  readonly place: string;
  /**
   * Does something as the current person. An error is shown to the reader.
   *
   * @returns whether it was done
   */
  act(action: Action, files?: readonly File[]): Promise<boolean>;
  /** Like `act`, for parts that show the error themselves. @returns the error, or undefined */
  attempt(action: Action, files?: readonly File[]): Promise<string | undefined>;
  /** What the bot suggests for an option here. Never rejects. */
  suggestions(typing: Omit<Typing, 'place'>): Promise<readonly Suggestion[]>;
  goTo(place: string): void;
  become(person: string): void;
  replyTo(message: ShownMessage): void;
}
