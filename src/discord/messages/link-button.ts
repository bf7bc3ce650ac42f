import { ButtonStyle, ComponentType, type APIButtonComponentWithURL } from 'discord.js';

/** A button that opens a page. */
export function linkButton(label: string, url: string): APIButtonComponentWithURL {
  return { type: ComponentType.Button, style: ButtonStyle.Link, label, url };
}
