import type { App } from '../app.ts';
import { h } from '../dom.ts';

const STATES = { starting: 'Starting…', running: 'Running', stopped: 'Stopped' } as const;

/** The state of the bot's process, its log, and buttons to restart or kill it. */
export function createBotCard(app: App): { readonly element: HTMLElement; draw(): void } {
  const state = h('p', { class: 'bot-state', role: 'status' });
  const button = (label: string, what: 'restart' | 'kill' | 'stop' | 'start', title: string) =>
    h(
      'button',
      { type: 'button', class: 'button secondary', title, onclick: () => void app.act({ do: 'bot', what }) },
      label,
    );
  const restart = button('Restart', 'restart', 'Runs your latest code');
  const kill = button('Kill', 'kill', 'Simulates a crash: the bot answers after its next start');
  const start = button('Start', 'start', 'Starts the bot');
  const problems = h('ul', { class: 'problems', 'aria-label': 'Requests that Discord would refuse' });
  const log = h('pre', { tabindex: 0, 'aria-label': 'The log of the bot' });
  const details = h('details', {}, h('summary', {}, 'Log'), log);
  const element = h(
    'section',
    {},
    h('h3', {}, 'Bot'),
    state,
    h('div', { class: 'row' }, restart, kill, start),
    problems,
    details,
  );

  return {
    element,
    draw() {
      const { bot } = app.view;
      state.dataset['state'] = bot.state;
      if (state.textContent !== STATES[bot.state]) state.textContent = STATES[bot.state];
      start.hidden = bot.state !== 'stopped';
      for (const each of [restart, kill]) each.hidden = bot.state === 'stopped';
      problems.replaceChildren(...bot.problems.map((problem) => h('li', {}, problem)));
      log.textContent = bot.log.join('\n');
      log.scrollTop = log.scrollHeight;
    },
  };
}
