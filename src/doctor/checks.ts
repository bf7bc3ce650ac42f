import { application } from './checks/application.ts';
import { clock } from './checks/clock.ts';
import { commands } from './checks/commands.ts';
import { endpoint } from './checks/endpoint.ts';
import { envFile } from './checks/env-file.ts';
import { gateway } from './checks/gateway.ts';
import { heic } from './checks/heic.ts';
import { node } from './checks/node.ts';
import { pictures } from './checks/pictures.ts';
import { publicUrl } from './checks/public-url.ts';
import { storage } from './checks/storage.ts';
import type { Check, MachineCheck } from './finding.ts';

/** Checks of the machine, which need no valid configuration. */
export const machineChecks: readonly MachineCheck[] = [node, envFile, pictures];

/** Everything else, in the order in which it is shown. */
export const checks: readonly Check[] = [storage, application, commands, gateway, clock, endpoint, publicUrl, heic];
