import { InteractionResponseType, type APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { isLost, isUnanswered, TOKEN_MS } from './interactions.ts';
import type { HistoryEntry, InteractionState } from '../world/state.ts';
import { see, type SeenMessage } from './view.ts';
import { nameOf, type World } from '../world/world.ts';

/** The answer as the person sees it. */
export interface Answer extends SeenMessage {
  /** The first answer was deleted. This is the newest follow-up instead. */
  deleted: boolean;
  /** Further messages that still exist. */
  followUps: SeenMessage[];
}

/** Something that a person asked the bot: by a command, a button, a menu or a form. */
export class Asked {
  readonly #world: World;
  readonly #state: InteractionState;

  constructor(world: World, state: InteractionState) {
    this.#world = world;
    this.#state = state;
  }

  get id(): string {
    return this.#state.id;
  }

  get token(): string {
    return this.#state.token;
  }

  /** Everything that the bot did in response, in order. */
  get history(): readonly HistoryEntry[] {
    return this.#state.history;
  }

  /** The form that the bot answered with. */
  get modal(): APIModalInteractionResponseCallbackData | undefined {
    return this.#state.modal;
  }

  get state(): InteractionState {
    return this.#state;
  }

  /** The person has been told "The application did not respond". */
  get isUnanswered(): boolean {
    return isUnanswered(this.#world, this.#state);
  }

  /** What the person sees now; undefined if nothing. */
  get answer(): Answer | undefined {
    const { original, followUps, callback } = this.#state;
    if (!callback) return undefined;
    const further = followUps
      .filter((message) => message.deletedAt === undefined)
      .map((message) => see(this.#world, message));
    const isDeleted = original?.deletedAt !== undefined;
    const main = original && !isDeleted ? see(this.#world, original) : further.at(-1);
    return main && { ...main, deleted: isDeleted, followUps: further };
  }

  /**
   * Resolves once the bot has acknowledged it.
   * @throws {Error} "The application did not respond" if Discord stops waiting first
   */
  async acknowledged(): Promise<{ type: InteractionResponseType; ephemeral: boolean; at: number }> {
    return this.#world.until(() => this.#callback(), { describe: () => this.#describe('no acknowledgement') });
  }

  /** Discord stops waiting for the acknowledgement: anything that arrives now is too late. */
  giveUp(): void {
    this.#state.givenUp = true;
    this.#state.abort?.();
    this.#world.notify();
  }

  /**
   * Resolves with the form that the bot answers with.
   * @throws {Error} if it answers with something else
   */
  async modalShown(): Promise<APIModalInteractionResponseCallbackData> {
    await this.acknowledged();
    if (!this.#state.modal) throw new Error(this.#describe('answered with something else than a form'));
    return this.#state.modal;
  }

  /** Resolves with the suggestions for an option. */
  async suggestions(): Promise<{ name: string; value: string | number }[]> {
    await this.acknowledged();
    return this.#state.choices ?? [];
  }

  /**
   * Resolves with what the person sees once `until` says that it is final. By default, an answer is final if it isn't
   * "thinking", and shows a picture or has no button to cancel. For a deleted answer, a follow-up counts instead.
   * @throws {Error} if the bot didn't respond, answered with a form, or let the token expire while "thinking"
   */
  async final(options: { until?: (answer: Answer) => boolean } = {}): Promise<Answer> {
    const { until = isSettled } = options;
    const look = (): Answer | undefined => {
      const callback = this.#callback();
      if (!callback) return undefined;
      if (callback.type === InteractionResponseType.Modal) throw new Error(this.#describe('answered with a form'));
      const { answer } = this;
      const isOver = this.#world.now() - this.#state.createdAt > TOKEN_MS;
      if (answer?.thinking && isOver) throw new Error(this.#describe('still thinking when the token died'));
      const isUntouched = callback.type === InteractionResponseType.DeferredMessageUpdate && this.history.length === 1;
      if (answer === undefined || (isUntouched && !options.until)) return undefined;
      return until(answer) ? answer : undefined;
    };
    return this.#world.until(look, { describe: () => this.#describe('no final answer') });
  }

  #callback(): InteractionState['callback'] {
    if (isLost(this.#world, this.#state)) throw new Error(this.#describe('The application did not respond'));
    return this.#state.callback;
  }

  #describe(what: string): string {
    const steps = this.history.map(({ kind, type, message }) => {
      const seen = message && JSON.stringify(message.thinking ? 'thinking' : message.text);
      return `  ${kind}${type === undefined ? '' : ` ${type}`} ${seen ?? ''}`;
    });
    const head = `${nameOf(this.#state.person.user)}'s ${this.#state.title}: ${what}`;
    const failed = this.#world.requests.filter(({ status, at }) => (status ?? 0) >= 400 && at >= this.#state.createdAt);
    const refused = failed.map(({ method, path, status }) => `  refused: ${method} ${path} ${status}`);
    const problems = this.#world.problems.map((problem) => `  problem: ${problem}`);
    return [head, ...steps, ...refused, ...problems].join('\n');
  }
}

function isSettled(answer: Answer): boolean {
  if (answer.thinking) return false;
  return (
    answer.pictures.length > 0 || !answer.buttons.some(({ label, disabled }) => !disabled && /cancel/i.test(label))
  );
}
