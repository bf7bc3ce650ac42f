import type { Catalogue } from './catalogue.ts';
import { en } from './en.ts';

/**
 * The languages that people can read, by Discord's locale (`pt-BR`) or by its language alone (`de`). To add one, add its
 * file and a line here.
 *
 * @see https://docs.discord.com/developers/reference#locales
 */
export const LANGUAGES: Readonly<Record<string, Catalogue>> = { en };
