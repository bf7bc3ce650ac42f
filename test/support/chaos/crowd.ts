import { setTimeout as delay } from 'node:timers/promises';
import type { Asked, Channel, Person, Upload } from 'discord-simulator';
import type { Seeded } from './seeded.ts';
import { SMALL, type World } from '../world.ts';

/** A request with a unique photo name, so that its endpoint calls can be identified. */
export interface Wish {
  readonly asked: Asked;
  readonly filename: string;
}

/** Several people in several servers and in direct messages, each asking at their own pace. */
export async function* crowd(world: World, random: Seeded, count: number): AsyncGenerator<Wish> {
  const people = ['Alice', 'Bob', 'Carol', 'Dave', 'Erin'].map((name) =>
    world.discord.addUser({ name, installed: true }),
  );
  const channels = Array.from({ length: 4 }, () => world.newChannel());
  const foreign = world.discord.addGuild({ botInstalled: false }).addChannel();
  for (let index = 0; index < count; index += 1) {
    const filename = `photo-${index}.jpg`;
    const question = {
      person: random.pick(people),
      age: random.between(10, 80),
      private: random.next() < 0.3,
      image: { ...SMALL, filename },
    };
    const place = random.pick(['server', 'server', 'server', 'dm', 'foreign', 'menu']);
    if (place === 'menu') {
      yield { asked: await byMenu(question, random.pick(channels)), filename };
      continue;
    }
    const where =
      place === 'dm' ? ({ dm: true } as const) : { channel: place === 'foreign' ? foreign : random.pick(channels) };
    yield { asked: await world.ask({ ...question, ...where }), filename };
    await delay(random.between(20, 150));
  }
}

interface Question {
  readonly person: Person;
  readonly age: number;
  readonly image: Upload;
}

/** With the menu of a message. A person who doesn't see the form, because it was lost, can't submit it. */
async function byMenu({ person, age, image }: Question, channel: Channel): Promise<Asked> {
  const message = await person.post(channel, { uploads: [image] });
  const menu = await person.messageMenu({ message, command: 'Age this photo' });
  const isShown = await menu.modalShown().then(
    () => true,
    () => false,
  );
  return isShown ? await person.submit(menu, { age: String(age) }) : menu;
}
