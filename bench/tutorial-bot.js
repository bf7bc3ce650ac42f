// The bot that one would write after an evening with discord.js' guide, and in its language: what `npm run bench`
// measures ours beside.
import { AttachmentBuilder, Client, EmbedBuilder, Events, GatewayIntentBits } from 'discord.js';

const { DISCORD_TOKEN, DISCORD_API_URL, ACEDATACLOUD_API_TOKEN, ACEDATACLOUD_API_BASE_URL } = process.env;

const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.DirectMessages],
  rest: { api: DISCORD_API_URL ?? 'https://discord.com/api' },
});

client.once(Events.ClientReady, () => console.log('Ready'));

client.on(Events.InteractionCreate, async (interaction) => {
  if (!interaction.isChatInputCommand() || interaction.commandName !== 'age') return;
  await interaction.deferReply();
  try {
    const image = interaction.options.getAttachment('image', true);
    const age = interaction.options.getInteger('age', true);
    const response = await fetch(`${ACEDATACLOUD_API_BASE_URL}/face/change-age`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ACEDATACLOUD_API_TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ image_url: image.url, age_infos: [{ age }] }),
    });
    const { image_url: url } = await response.json();
    const result = await fetch(url);
    const file = new AttachmentBuilder(Buffer.from(await result.arrayBuffer()), { name: 'aged.jpg' });
    const embed = new EmbedBuilder().setTitle(`At ${age}`).setImage('attachment://aged.jpg');
    await interaction.editReply({ embeds: [embed], files: [file] });
  } catch (error) {
    console.error(error);
    await interaction.editReply('Something went wrong.');
  }
});

process.once('SIGTERM', () => void client.destroy().then(() => process.exit(0)));

await client.login(DISCORD_TOKEN);
