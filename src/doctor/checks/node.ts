import { ok, problem, type MachineCheck } from '../finding.ts';

/** The Node that the commands run with, which is that of `npm start`. */
export const node: MachineCheck = {
  name: 'node',
  run() {
    const { version, arch, platform } = process;
    const major = Number(process.versions.node.split('.')[0]);
    if (major < 24) return [problem(`Node is ${version}.`, 'Install Node 24 or newer, or use "npm run doctor".')];
    if (arch === 'arm' || arch === 'ia32') return [problem(`The system is ${arch}.`, 'Use a 64-bit system.')];
    return [ok(`Node ${version} on ${platform} ${arch}.`)];
  },
};
