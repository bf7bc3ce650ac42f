import type { DiscordTrouble, SwitchChanges } from '../../protocol.ts';
import type { App } from '../app.ts';
import { h, iconButton } from '../dom.ts';
import { createBotCard } from './bot-card.ts';

const LATENCIES = [0, 1000, 5000, 20_000, 60_000, 130_000];
const RATES = [0, 1, 0.2, 0.05];
const TROUBLES: Readonly<Record<DiscordTrouble, string>> = {
  none: 'None',
  slow: 'Slow answers',
  'rate-limited': 'Rate limits (429)',
  errors: 'Server errors (503)',
  'lost-answers': 'Lost answers',
  offline: 'Outage',
};

/** Switches for what goes wrong, and the state of the bot. */
export function createPanel(app: App, element: HTMLElement, close: () => void): { draw(): void } {
  const change = (switches: SwitchChanges) => void app.act({ do: 'switch', switches });
  const fault = h('select', { id: 'fault', onchange: () => change({ endpointFault: fault.value || null }) });
  const once = h('input', { type: 'checkbox', onchange: () => change({ faultOnce: once.checked }) });
  const latency = select('latency', LATENCIES, seconds, (ms) => change({ latencyMs: ms }));
  const rate = select('rate', RATES, perSecond, (calls) => change({ ratePerSecond: calls }));
  const trouble: HTMLSelectElement = h(
    'select',
    { id: 'trouble', onchange: () => change({ discordTrouble: trouble.value as DiscordTrouble }) },
    ...Object.entries(TROUBLES).map(([value, label]) => h('option', { value }, label)),
  );
  const real = h('input', {
    type: 'checkbox',
    'aria-describedby': 'real-hint',
    onchange: () => change({ realEndpoint: real.checked }),
  });
  const realHint = h('small', { id: 'real-hint', class: 'hint' });
  const counts = h('p', { class: 'counts' });
  const bot = createBotCard(app);

  element.append(
    h('header', {}, h('h2', {}, 'Playground'), iconButton('close', 'Close the controls', close)),
    h(
      'section',
      {},
      h('h3', {}, 'Endpoint'),
      field('fault', 'How calls fail', fault),
      h('label', { class: 'choice' }, once, h('span', {}, 'Only the next call')),
      field('latency', 'A call takes', latency),
      field('rate', 'Rate limit', rate),
      counts,
      h('label', { class: 'choice' }, real, h('span', {}, 'Real endpoint: each picture costs money')),
      realHint,
    ),
    h('section', {}, h('h3', {}, 'Discord'), field('trouble', 'Faults', trouble)),
    bot.element,
  );

  return {
    draw() {
      const { switches, faults, realUnavailable, calls, paid } = app.view.panel;
      if (fault.options.length === 0)
        fault.append(
          h('option', { value: '' }, 'They succeed'),
          ...faults.map((name) => h('option', { value: name }, words(name))),
        );
      fault.value = switches.endpointFault ?? '';
      once.checked = switches.faultOnce;
      latency.value = String(switches.latencyMs);
      rate.value = String(switches.ratePerSecond);
      trouble.value = switches.discordTrouble;
      real.checked = switches.realEndpoint;
      real.disabled = realUnavailable !== undefined;
      realHint.textContent = realUnavailable ?? 'The bot restarts when you change this.';
      for (const control of [fault, once, latency, rate]) control.disabled = switches.realEndpoint;
      counts.textContent = `${calls} ${calls === 1 ? 'call' : 'calls'}, ${paid} paid (simulated)`;
      bot.draw();
    },
  };
}

function select(
  id: string,
  values: readonly number[],
  label: (value: number) => string,
  pick: (value: number) => void,
): HTMLSelectElement {
  const element: HTMLSelectElement = h(
    'select',
    { id, onchange: () => pick(Number(element.value)) },
    ...values.map((value) => h('option', { value }, label(value))),
  );
  return element;
}

const field = (id: string, label: string, control: HTMLElement): HTMLElement =>
  h('div', { class: 'field' }, h('label', { for: id }, label), control);
const words = (name: string): string => name.replaceAll('_', ' ');
const seconds = (ms: number): string => (ms === 0 ? 'no time' : `${ms / 1000} s`);
const perSecond = (rate: number): string => {
  if (rate === 0) return 'no limit';
  return rate >= 1 ? `${rate} each second` : `1 each ${1 / rate} seconds`;
};
