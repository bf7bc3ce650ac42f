import type { CommandCatalogue } from '../catalogue.ts';

const image = { name: '图片', description: '一张有人脸的照片' };
const user = { name: '用户', description: '一个用户，使用其头像' };
const link = { name: '链接', description: '带有照片的消息的链接，或 Discord 上照片文件的链接' };
const onlyMe = { name: '仅自己可见', description: '只让你自己看到结果' };
const on = { name: '开启', description: '开启或关闭' };

/** The commands in Chinese of mainland China. */
export const commands: CommandCatalogue = {
  age: {
    name: '年龄',
    description: '修改照片或头像中人脸的年龄',
    options: {
      age: { name: '年龄', description: '想让脸看起来几岁' },
      image,
      user,
      link,
      private: onlyMe,
    },
  },
  'age-timeline': {
    name: '年龄-时间线',
    description: '展示照片中的脸在两到五个年龄的样子。每个年龄计为一张图片',
    options: {
      image,
      user,
      link,
      ages: {
        name: '年龄列表',
        description: '两到五个 {min} 到 {max} 之间的年龄，例如 20, 40, 60。默认：20, 35, 50, 65, 80',
      },
      private: onlyMe,
    },
  },
  'Age this photo': { name: '修改这张照片的年龄' },
  'Age this avatar': { name: '修改这个头像的年龄' },
  'age-help': { name: '年龄-帮助', description: '我在这里能做什么，以及你的照片会怎样处理' },
  'age-settings': {
    name: '年龄-设置',
    description: '设置本机器人在本服务器中的行为',
    options: {
      show: { name: '查看', description: '查看本服务器的设置' },
      cooldown: {
        name: '冷却时间',
        description: '本服务器中两张图片之间的最短间隔',
        options: { seconds: { name: '秒数', description: '{min} 到 {max}' } },
      },
      quota: {
        name: '每日上限',
        description: '本服务器每天的图片数',
        options: { pictures: { name: '图片数', description: '{min} 到 {max}' } },
      },
      'minimum-age': {
        name: '最小年龄',
        description: '可以要求的最小年龄',
        options: { years: { name: '岁数', description: '{min} 到 {max}' } },
      },
      channel: {
        name: '频道',
        description: '在某个频道及其子区中开启或关闭我',
        options: { channel: { name: '频道', description: '哪个频道' }, on },
      },
      private: {
        name: '默认仅本人可见',
        description: '除非用户另行选择，否则结果仅本人可见',
        options: { on },
      },
      'others-public': {
        name: '公开他人图片',
        description: '使用别人的图片时，允许公开结果',
        options: { on },
      },
      reset: {
        name: '重置',
        description: '恢复默认设置',
        options: { setting: { name: '设置项', description: '哪一项设置。默认：全部' } },
      },
    },
  },
  'age-usage': { name: '年龄-用量', description: '你今天已使用多少张图片，还剩多少张' },
  'age-privacy': { name: '年龄-隐私', description: '我保存关于你的哪些内容，以及别人能否修改你的图片' },
  'age-report': {
    name: '年龄-举报',
    description: '向本机器人的运营者举报我制作的图片',
    options: {
      reference: { name: '编号', description: '图片下方和文件名中的编号，例如 7K2QF-9MXTB' },
      reason: { name: '原因', description: '这张图片有什么问题' },
    },
  },
};
