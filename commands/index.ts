import type { Command } from '../src/discord/command.ts';
import { age } from './age.ts';
import { ageSettings } from './age-settings.ts';
import { ageUsage } from './age-usage.ts';
import { cancel } from './cancel.ts';

/** Everything that people can invoke, listed by hand: this list is what is deployed. */
export const commands: readonly Command[] = [age, ageSettings, ageUsage, cancel];
