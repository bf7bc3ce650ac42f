import type { Asked, Person } from 'discord-simulator';
import type { OpenForm, Unanswered } from '../protocol.ts';

interface Entry {
  readonly asked: Asked;
  readonly person: Person;
  readonly place: string;
  readonly message: string | undefined;
  /** The form was closed, or the failure was read. */
  over: boolean;
}

const KEPT = 200;

/** What people have asked of the bot: which of it waits for an answer, and which has opened a form. */
export function createAskedList() {
  let entries: Entry[] = [];
  const find = (person: Person, id: string): Entry => {
    const found = entries.find((entry) => entry.asked.id === id && entry.person === person);
    if (!found) throw new Error('That no longer exists. Try again.');
    return found;
  };

  return {
    add(person: Person, asked: Asked, message?: string): void {
      const place = asked.state.channel.id;
      entries = [...entries, { asked, person, place, message, over: false }].slice(-KEPT);
    },
    find: (person: Person, id: string): Asked => find(person, id).asked,
    /** Closes a form, or removes the notice of a failure. */
    end(person: Person, id: string): void {
      find(person, id).over = true;
    },
    unansweredOf(person: Person): Unanswered[] {
      return entries
        .filter((entry) => entry.person === person && !entry.over)
        .filter(({ asked }) => asked.state.callback === undefined || asked.isUnanswered)
        .map(({ asked, place, message }) => ({
          id: asked.id,
          place,
          message,
          title: asked.state.title,
          failed: asked.isUnanswered,
        }));
    },
    /** The newest form that is neither sent nor closed. */
    formOf(person: Person): OpenForm | undefined {
      const entry = entries.findLast((each) => each.person === person && !each.over && each.asked.modal);
      if (!entry?.asked.modal || entry.asked.state.modalSubmitted) return undefined;
      return { id: entry.asked.id, form: entry.asked.modal };
    },
  };
}

export type AskedList = ReturnType<typeof createAskedList>;
