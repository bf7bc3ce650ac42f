import type { CommandCatalogue } from '../catalogue.ts';

const image = { name: '画像', description: '顔が写っている写真' };
const user = { name: 'ユーザー', description: 'プロフィール画像を使うユーザー' };
const link = { name: 'リンク', description: '写真のあるメッセージ、またはDiscordにある写真ファイルのリンク' };
const onlyMe = { name: '自分だけに表示', description: '結果を自分だけに表示します' };
const on = { name: 'オン', description: 'オンまたはオフ' };

/** The commands in Japanese. */
export const commands: CommandCatalogue = {
  age: {
    name: '年齢',
    description: '写真やプロフィール画像の顔の年齢を変えます',
    options: {
      age: { name: '年齢', description: '何歳に見えるようにするか' },
      image,
      user,
      link,
      private: onlyMe,
    },
  },
  'age-timeline': {
    name: '年齢-タイムライン',
    description: '写真の顔を二つから五つの年齢で表示します。年齢ごとに一枚として数えます',
    options: {
      image,
      user,
      link,
      ages: {
        name: '年齢リスト',
        description: '{min}から{max}までの年齢を二つから五つ。例：20, 40, 60。指定しない場合：20, 35, 50, 65, 80',
      },
      private: onlyMe,
    },
  },
  'Age this photo': { name: 'この写真の年齢を変える' },
  'Age this avatar': { name: 'このアバターの年齢を変える' },
  'age-help': { name: '年齢-ヘルプ', description: 'ここでできることと、写真の扱いについて' },
  'age-settings': {
    name: '年齢-設定',
    description: 'このサーバーでのボットの動作を設定します',
    options: {
      show: { name: '表示', description: 'このサーバーの設定を表示します' },
      cooldown: {
        name: '待ち時間',
        description: 'このサーバーで次の画像を作れるまでの最短時間',
        options: { seconds: { name: '秒', description: '{min}から{max}まで' } },
      },
      quota: {
        name: '一日の上限',
        description: 'このサーバーの一日の画像数',
        options: { pictures: { name: '枚数', description: '{min}から{max}まで' } },
      },
      'minimum-age': {
        name: '最低年齢',
        description: '指定できる一番若い年齢',
        options: { years: { name: '歳', description: '{min}から{max}まで' } },
      },
      channel: {
        name: 'チャンネル',
        description: 'チャンネルとそのスレッドで、このボットをオンまたはオフにします',
        options: { channel: { name: 'チャンネル', description: '対象のチャンネル' }, on },
      },
      private: {
        name: '本人だけに表示',
        description: '別の選択がない限り、結果を本人だけに表示します',
        options: { on },
      },
      'others-public': {
        name: '他人の画像の公開',
        description: 'ほかの人の画像の結果を公開できるようにします',
        options: { on },
      },
      reset: {
        name: 'リセット',
        description: 'デフォルトに戻します',
        options: { setting: { name: '設定', description: '戻す設定。指定しない場合：すべて' } },
      },
    },
  },
  'age-usage': { name: '年齢-利用状況', description: '今日使った画像の枚数と残りの枚数' },
  'age-privacy': {
    name: '年齢-プライバシー',
    description: 'あなたについて保存する内容と、ほかの人があなたの画像の年齢を変えられるか',
  },
  'age-report': {
    name: '年齢-報告',
    description: 'このボットが作った画像を運営者に報告します',
    options: {
      reference: {
        name: '参照コード',
        description: '画像の下とファイル名にある参照コード。例：7K2QF-9MXTB',
      },
      reason: { name: '理由', description: 'その画像の何が問題か' },
    },
  },
};
