import { existsSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sourcePath } from '../../../root.ts';

/**
 * How picture processes are kept from the rest of the machine. `bwrap` and `landlock` are of the Linux kernel, and hold
 * whatever code runs in the process. `permission` is of Node: it doesn't hold for the code of a decoder.
 */
export type SandboxName = 'bwrap' | 'landlock' | 'permission' | 'off';

/** What a process in the sandbox is. */
export interface Confined {
  /** Flags of Node, the main module and its arguments. */
  readonly args: readonly string[];
  /** Files and folders that the process may read, apart from Node's own. */
  readonly readable: readonly string[];
  readonly compileCache?: string | undefined;
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  /** A file to be opened as the descriptor {@link FILTER_FD}. */
  readonly filter?: string;
}

export interface Sandbox {
  readonly name: SandboxName;
  command(confined: Confined): Command;
}

/** After standard streams and the channel. */
export const FILTER_FD = 4;

/** Where a dynamically linked Node finds its libraries: no programs, and nothing of ours. */
const LIBRARIES = ['/lib', '/lib64', '/usr/lib', '/usr/lib64', '/usr/local/lib', '/nix/store'];
/** Where programs are, as absolute paths: what the bot's `PATH` says doesn't matter. */
const PROGRAMS = ['/usr/local/bin', '/usr/bin', '/bin', '/run/current-system/sw/bin'];
/** What OpenSSL reads. It ends Node if the file is there and can't be read. */
const OPENSSL = '/etc/ssl/openssl.cnf';

/**
 * Most bytes of data that a picture process can map: the limit of its memory, and what V8 maps without using it, which
 * is 560 MiB. The memory that it uses is watched more closely; this stops what grows too fast for that.
 */
const MAPPED_KIB = 2 * 1024 * 1024;

/**
 * Denies sockets, further processes, signals, changed file modes and what debuggers use (`npm run build:filters`). The
 * processors that there is no filter for have bwrap's own means.
 */
export function filterPath(arch: string = process.arch): string | undefined {
  const path = sourcePath(`picture/process/sandbox/filter-${arch}.bpf`);
  return existsSync(path) ? path : undefined;
}

function programPath(name: string): string {
  return PROGRAMS.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? name;
}

/**
 * No core dumps, which hold pictures, and limited data. What Ctrl-C and service managers send to the whole process group
 * is ignored by a wrapper, too: the bot decides when the process ends.
 */
function limited(argv: readonly [string, ...string[]]): Command {
  const script = `trap '' INT TERM; ulimit -c 0; ulimit -d ${MAPPED_KIB}; exec "$@"`;
  return { file: '/bin/sh', args: ['-c', script, 'sh', ...argv] };
}

const readableBy = ({ readable, compileCache }: Confined) =>
  [...readable, ...(compileCache === undefined ? [] : [compileCache])].filter((path) => existsSync(path));

/** New namespaces (bubblewrap): no files but those named, no network, no other processes. */
const bwrap: Sandbox = {
  name: 'bwrap',
  command(confined) {
    const filter = filterPath();
    const node = realpathSync(process.execPath);
    const namespaces = ['--unshare-all', '--die-with-parent', '--new-session', '--cap-drop', 'ALL'];
    const files = [...LIBRARIES, node, ...readableBy(confined)].flatMap((path) => ['--ro-bind-try', path, path]);
    const seccomp = filter === undefined ? [] : ['--seccomp', String(FILTER_FD)];
    const options = [...namespaces, ...files, '--remount-ro', '/', '--chdir', '/', ...seccomp];
    return {
      ...limited([programPath('bwrap'), ...options, '--', node, ...confined.args]),
      ...(filter !== undefined && { filter }),
    };
  },
};

/** Landlock and seccomp, which need no rights: they work in containers. By setpriv of util-linux, from 2.41. */
const landlock: Sandbox = {
  name: 'landlock',
  command(confined) {
    const node = realpathSync(process.execPath);
    const libraries = LIBRARIES.filter((path) => existsSync(path));
    const files = [OPENSSL, ...readableBy(confined)].filter((path) => existsSync(path));
    const rules = [
      ...[...libraries, node].map((path) => landlockRule(path, 'execute,read-file')),
      ...files.map((path) => landlockRule(path, 'read-file')),
    ];
    const fate = ['--no-new-privs', '--pdeathsig', 'KILL'];
    // Without a filter, there would be a network: then setpriv doesn't find the file, and this sandbox isn't used.
    const seccomp = ['--seccomp-filter', filterPath() ?? 'none'];
    const options = [...fate, '--landlock-access', 'fs', ...rules, ...seccomp];
    return limited([programPath('setpriv'), ...options, '--', node, ...confined.args]);
  },
};

function landlockRule(path: string, rights: string): string {
  // The kernel refuses rights of folders for files.
  const all = statSync(path).isDirectory() ? `${rights},read-dir` : rights;
  return `--landlock-rule=path-beneath:${all}:${path}`;
}

/** Node's permission model: no files but those named, no writes, no processes; for its own functions only. */
const permission: Sandbox = {
  name: 'permission',
  command(confined) {
    const { args, compileCache } = confined;
    const flags = [
      '--permission',
      '--allow-addons',
      '--disable-warning=SecurityWarning',
      ...readableBy(confined).map((path) => `--allow-fs-read=${path}`),
      // Node uses a compile cache only if it may write there.
      ...(compileCache === undefined ? [] : [`--allow-fs-write=${join(compileCache, '/')}`]),
    ];
    return { file: process.execPath, args: [...flags, ...args] };
  },
};

const off: Sandbox = { name: 'off', command: ({ args }) => ({ file: process.execPath, args }) };

/** By name, the strongest first. */
export const sandboxes: Readonly<Record<SandboxName, Sandbox>> = { bwrap, landlock, permission, off };
