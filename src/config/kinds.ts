import { z } from 'zod';

// Kinds of variables: each checks a text, says what it should be, and makes a value of it.

export const wholeNumber = (min: number, max: number, unit: string) => {
  const error = `should be a whole number of ${unit} from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, { error, abort: true })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error });
};

export const httpUrl = (error: string) =>
  z
    .url({ protocol: /^https?$/, error, abort: true })
    .refine((value) => !new URL(value).username && !new URL(value).search, { error })
    .transform((value) => value.replace(/\/+$/, ''));

const PAGE_URL = 'should be the http or https address of a page, in at most 512 characters';
/** Discord doesn't accept longer links on buttons. */
export const pageUrl = z.url({ protocol: /^https?$/, error: PAGE_URL }).max(512, { error: PAGE_URL });

export const secret = (error: string) => z.string({ error }).regex(/^\S+$/, { error });

export const snowflake = (error: string) => z.string().regex(/^\d{15,22}$/, { error });

export const guildIds = z
  .string()
  .regex(/^\d{15,22}(\s*,\s*\d{15,22})*$/, { error: 'should be server IDs separated by commas: digits only' })
  .transform((list) => new Set(list.split(/\s*,\s*/)));

/** Shard numbers; `auto` is undefined. */
export const shardIds = z
  .string()
  .regex(/^(auto|\d{1,5}(-\d{1,5})?(,\d{1,5}(-\d{1,5})?)*)$/, {
    error: 'should be auto, or shard numbers such as 0,1,2 or 0-3',
    abort: true,
  })
  .transform((list) => (list === 'auto' ? undefined : list))
  .transform((list) =>
    list?.split(',').flatMap((part) => {
      const [first = 0, last = first] = part.split('-').map(Number);
      return Array.from({ length: Math.max(last - first + 1, 0) }, (_, index) => first + index);
    }),
  )
  .refine((ids) => !ids || (ids.length > 0 && new Set(ids).size === ids.length), {
    error: 'should be shard numbers such as 0,1,2 or 0-3, each once',
  });

/** What a process can do: receive what people ask for, and make pictures. */
export const ROLES = ['receiver', 'worker'] as const;
export type Role = (typeof ROLES)[number];

export const roleList = z
  .string()
  .transform((list) => new Set(list.split(',').map((name) => name.trim())))
  .refine((names): names is Set<Role> => names.isSubsetOf(new Set<string>(ROLES)), {
    error: 'should be receiver, worker or receiver,worker',
  });

export const onOff = z.enum(['on', 'off'], { error: 'should be on or off' });

export const price = z
  .string()
  .regex(/^\d{1,6}(\.\d{1,8})?$/, { error: 'should be a price in US dollars such as 0.005' })
  .transform(Number);

const CALLS_PER_SECOND = 'should be a number of calls from 0.1 to 1000, such as 5 or 0.5';
export const callsPerSecond = z
  .string()
  .regex(/^\d{1,4}(\.\d{1,3})?$/, { error: CALLS_PER_SECOND, abort: true })
  .transform(Number)
  .refine((value) => value >= 0.1 && value <= 1000, { error: CALLS_PER_SECOND });

export const webhookUrl = z.string().regex(/^https?:\/\/[^/\s]+\/(\S*\/)?webhooks\/\d+\/[\w-]+$/, {
  error: 'should be the address of a Discord webhook: https://discord.com/api/webhooks/…',
});

/** What comes after the scheme is checked where the database is opened. */
export const storageUrl = z
  .string()
  .regex(/^(sqlite:\/\/.+|((redis|valkey)s?(\+(unix|sentinel|cluster))?|unix):\/\/.+|memory:)$/, {
    error:
      'should be sqlite://PATH, redis://HOST:PORT, rediss://HOST:PORT, redis+unix:///PATH, ' +
      'redis+sentinel://HOST:PORT,HOST:PORT/NAME, redis+cluster://HOST:PORT,HOST:PORT or memory:',
  });

export const storageKeys = z
  .string()
  .refine(
    (list) =>
      list
        .split(',')
        .every((key) => /^[A-Za-z0-9+/]{43}=$/.test(key.trim()) && Buffer.from(key.trim(), 'base64').length === 32),
    { error: 'should be 32 bytes in base64 (openssl rand -base64 32), or several of them separated by commas' },
  );
