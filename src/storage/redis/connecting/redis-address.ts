import { StorageOpenError } from '../../storage-open-error.ts';

export interface RedisNode {
  readonly host: string;
  readonly port: number;
}

/** How a Redis or Valkey is reached. */
export type RedisAddress = {
  readonly tls: boolean;
  readonly username?: string;
  readonly password?: string;
  /** The number of its database; a cluster has only 0. */
  readonly db: number;
} & (
  | ({ readonly form: 'single' } & RedisNode)
  | { readonly form: 'socket'; readonly path: string }
  | { readonly form: 'cluster'; readonly nodes: readonly RedisNode[] }
  | {
      readonly form: 'sentinel';
      /** The Sentinels. */
      readonly nodes: readonly RedisNode[];
      /** What they call the primary. */
      readonly name: string;
      readonly sentinelUsername?: string;
      readonly sentinelPassword?: string;
    }
);

const REDIS_PORT = 6379;
const SENTINEL_PORT = 26_379;

/** For each scheme, what its URL should look like. `s` before the `:` or the `+` means TLS. */
const SHAPES = {
  single: 'redis://USER:PASSWORD@HOST:PORT/NUMBER',
  socket: 'redis+unix:///PATH?db=NUMBER',
  sentinel: 'redis+sentinel://USER:PASSWORD@HOST:PORT,HOST:PORT/NAME/NUMBER',
  cluster: 'redis+cluster://USER:PASSWORD@HOST:PORT,HOST:PORT',
} as const;

type Form = keyof typeof SHAPES;

const SCHEME = /^(?:redis|valkey)(?<tls>s?)(?:\+(?<form>unix|sentinel|cluster))?:\/\/|^unix:\/\//;
const REST = /^(?:(?<user>[^@/]*)@)?(?<hosts>[^/?]*)(?<path>\/[^?]*)?(?:\?(?<query>.*))?$/;
const HOST = /^(?:\[(?<v6>[0-9a-fA-F:.]+)\]|(?<name>[^:[\]\s]+))(?::(?<port>\d{1,5}))?$/;

/**
 * Reads the URL of a Redis; `URL` itself takes a single host only.
 * @returns undefined when it is no such URL.
 * @throws StorageOpenError when it is one, and is not complete; without the URL, which may hold a password.
 */
export function parseRedisUrl(url: string): RedisAddress | undefined {
  const scheme = SCHEME.exec(url);
  if (!scheme) return undefined;
  const { tls, form: named } = scheme.groups ?? {};
  const form = formOf(named, url);
  const address = read(form, url.slice(scheme[0].length), tls === 's');
  if (address) return address;
  throw new StorageOpenError(`STORAGE_URL is not a Redis URL: it should be ${SHAPES[form]}`);
}

function formOf(named: string | undefined, url: string): Form {
  if (named === 'sentinel' || named === 'cluster') return named;
  return named === 'unix' || url.startsWith('unix:') ? 'socket' : 'single';
}

function read(form: Form, rest: string, tls: boolean): RedisAddress | undefined {
  const { user, hosts = '', path = '', query = '' } = REST.exec(rest)?.groups ?? {};
  const options = new URLSearchParams(query);
  const credentials = readCredentials(user);
  const nodes = readNodes(hosts, form === 'sentinel' ? SENTINEL_PORT : REDIS_PORT);
  if (!credentials || !nodes) return undefined;
  const common = { tls, ...credentials };
  switch (form) {
    case 'single': {
      const db = readNumber(path.slice(1));
      const [node, ...more] = nodes;
      return node && more.length === 0 && db !== undefined ? { form, ...common, ...node, db } : undefined;
    }
    case 'socket': {
      const db = readNumber(options.get('db') ?? '');
      return hosts === '' && path.length > 1 && !tls && db !== undefined
        ? { form, ...common, path: decode(path) ?? path, db }
        : undefined;
    }
    case 'sentinel': {
      const [name = '', number = '', ...more] = path.slice(1).split('/');
      const db = readNumber(number);
      if (nodes.length === 0 || name === '' || more.length > 0 || db === undefined) return undefined;
      const [sentinelUsername, sentinelPassword] = [options.get('sentinel_username'), options.get('sentinel_password')];
      return {
        form,
        ...common,
        nodes,
        name,
        db,
        ...(sentinelUsername && { sentinelUsername }),
        ...(sentinelPassword && { sentinelPassword }),
      };
    }
    case 'cluster':
      return nodes.length > 0 && /^\/?0?$/.test(path) ? { form, ...common, nodes, db: 0 } : undefined;
  }
}

function readCredentials(user = ''): { username?: string; password?: string } | undefined {
  const [, name = '', word = ''] = /^([^:]*)(?::(.*))?$/s.exec(user) ?? [];
  const [username, password] = [decode(name), decode(word)];
  if (username === undefined || password === undefined) return undefined;
  return { ...(username && { username }), ...(password && { password }) };
}

function readNodes(hosts: string, defaultPort: number): RedisNode[] | undefined {
  const nodes = hosts.split(',').flatMap((text): (RedisNode | undefined)[] => {
    if (hosts === '') return [];
    const { v6, name, port = defaultPort } = HOST.exec(text)?.groups ?? {};
    const host = v6 ?? name;
    return [host && Number(port) > 0 && Number(port) < 65_536 ? { host, port: Number(port) } : undefined];
  });
  const read = nodes.filter((node) => node !== undefined);
  return read.length === nodes.length ? read : undefined;
}

function readNumber(text: string): number | undefined {
  return /^\d{0,5}$/.test(text) ? Number(text) : undefined;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The address for people: hosts or path, no user and no password. */
export function describeAddress(address: RedisAddress): string {
  switch (address.form) {
    case 'single':
      return formatNode(address);
    case 'socket':
      return address.path;
    default:
      return address.nodes.map(formatNode).join(', ');
  }
}

function formatNode({ host, port }: RedisNode): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
