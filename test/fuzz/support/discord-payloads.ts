/** Payloads as Discord sends them, with all that the bot reads. */

const CDN = 'https://cdn.discordapp.com/attachments/1/2/me.png?ex=1';
const user = { id: '9', username: 'alice', discriminator: '0', avatar: 'abc', global_name: 'Alice' };
const attachment = {
  id: '2',
  filename: 'me.png',
  title: 'me',
  description: 'A sailor',
  content_type: 'image/png',
  size: 10,
  url: CDN,
  proxy_url: CDN,
  width: 400,
  height: 300,
  flags: 0,
};
const media = {
  url: 'https://example.com/me.png',
  proxy_url: 'https://images-ext-1.discordapp.net/external/x/https/example.com/me.png',
  width: 4,
  height: 3,
  content_type: 'image/png',
};
const remove = { type: 2, style: 4, custom_id: '1.delete.5.9' };

const plain = {
  id: '3',
  type: 0,
  channel_id: '4',
  author: user,
  content: 'make me 60',
  attachments: [attachment],
  embeds: [],
  components: [],
  flags: 0,
};
const answer = {
  ...plain,
  type: 19,
  author: { ...user, id: '2', bot: true },
  application_id: '2',
  interaction_metadata: { id: '5', type: 2, user },
  message_reference: { message_id: '3', channel_id: '4' },
  embeds: [{ type: 'rich', title: 'Aged', url: CDN, image: media, thumbnail: media, video: {} }],
  components: [{ type: 1, components: [remove] }],
};
const components = [
  {
    type: 17,
    components: [
      { type: 12, items: [{ media, description: 'x', spoiler: true }] },
      { type: 13, file: media },
    ],
  },
  { type: 9, components: [{ type: 10, content: 'text' }], accessory: { type: 11, media } },
];
const forward = { ...plain, content: '', attachments: [], message_snapshots: [{ message: { ...plain, components } }] };

export const messages: readonly object[] = [
  plain,
  answer,
  { ...plain, components, flags: 1 << 15 },
  forward,
  { ...plain, poll: {}, sticker_items: [{}] },
];

const member = { user, roles: ['1'], permissions: '8', joined_at: '2020-01-01T00:00:00.000Z', avatar: null };
const guild = { id: '7', locale: 'de', features: ['COMMUNITY'] };
const channel = { id: '4', type: 11, parent_id: '6', nsfw: false };
const base = {
  id: '1',
  application_id: '2',
  token: 't',
  version: 1,
  channel_id: '4',
  channel,
  guild_id: '7',
  guild,
  member,
  app_permissions: '8',
  locale: 'de',
  guild_locale: 'de',
  authorizing_integration_owners: { 0: '7' },
  context: 0,
  attachment_size_limit: 10_485_760,
  entitlements: [],
};
const asked = {
  id: '3',
  name: 'age',
  type: 1,
  options: [
    { name: 'image', type: 11, value: '2' },
    { name: 'age', type: 4, value: 60, focused: true },
  ],
  resolved: { attachments: { 2: attachment }, users: { 9: user }, members: { 9: member } },
};

export const interactions: readonly object[] = [
  { ...base, type: 1 },
  { ...base, type: 2, data: asked },
  {
    ...base,
    type: 2,
    data: { id: '3', name: 'Age this photo', type: 3, target_id: '3', resolved: { messages: { 3: forward } } },
  },
  { ...base, type: 2, data: { id: '3', name: 'Age this avatar', type: 2, target_id: '9', resolved: asked.resolved } },
  { ...base, type: 3, message: answer, data: { component_type: 2, custom_id: remove.custom_id } },
  { ...base, type: 3, message: answer, data: { component_type: 3, custom_id: '1.face.5', values: ['1'] } },
  { ...base, type: 4, data: asked },
  {
    ...base,
    type: 5,
    message: answer,
    data: { custom_id: '1.age.5', components: [{ type: 18, component: { type: 4, custom_id: 'age', value: '60' } }] },
  },
];

export const links: readonly string[] = [
  'https://discord.com/channels/1/2/3',
  'https://discord.com/channels/@me/2/3',
  CDN,
  'https://cdn.discordapp.com/avatars/1/abc.png',
  '<https://ptb.discord.com/channels/1/2/3/>',
];
