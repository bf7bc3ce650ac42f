import type { CommandCatalogue } from '../catalogue.ts';

const image = { name: '圖片', description: '有臉的照片' };
const user = { name: '使用者', description: '要使用誰的頭像' };
const link = { name: '連結', description: '有照片的訊息連結，或 Discord 上照片檔案的連結' };
const onlyMe = { name: '僅自己可見', description: '只讓你自己看到結果' };
const on = { name: '開啟', description: '開啟或關閉' };

/** The commands in Chinese of Taiwan. */
export const commands: CommandCatalogue = {
  age: {
    name: '年齡',
    description: '改變照片或頭像裡臉孔的年齡',
    options: {
      age: { name: '年齡', description: '想讓臉看起來幾歲' },
      image,
      user,
      link,
      private: onlyMe,
    },
  },
  'age-timeline': {
    name: '年齡-時間軸',
    description: '顯示照片裡的臉在兩到五個年齡的模樣，每個年齡算一張圖片',
    options: {
      image,
      user,
      link,
      ages: {
        name: '年齡清單',
        description: '兩到五個 {min} 到 {max} 的年齡，例如 20, 40, 60。預設：20, 35, 50, 65, 80',
      },
      private: onlyMe,
    },
  },
  'Age this photo': { name: '改變這張照片的年齡' },
  'Age this avatar': { name: '改變這個頭像的年齡' },
  'age-help': { name: '年齡-說明', description: '我在這裡能做什麼，以及你的照片會怎麼處理' },
  'age-settings': {
    name: '年齡-設定',
    description: '設定這個機器人在這個伺服器的運作方式',
    options: {
      show: { name: '顯示', description: '顯示這個伺服器的設定' },
      cooldown: {
        name: '冷卻時間',
        description: '這個伺服器兩張圖片的最短間隔',
        options: { seconds: { name: '秒數', description: '{min} 到 {max}' } },
      },
      quota: {
        name: '每日上限',
        description: '這個伺服器每天的圖片數',
        options: { pictures: { name: '張數', description: '{min} 到 {max}' } },
      },
      'minimum-age': {
        name: '最小年齡',
        description: '可以要求的最小年齡',
        options: { years: { name: '歲數', description: '{min} 到 {max}' } },
      },
      channel: {
        name: '頻道',
        description: '在某個頻道和它的討論串開啟或關閉我',
        options: { channel: { name: '頻道', description: '哪個頻道' }, on },
      },
      private: {
        name: '預設僅本人可見',
        description: '除非本人另外選擇，否則結果只有本人看得到',
        options: { on },
      },
      'others-public': {
        name: '公開他人圖片',
        description: '使用別人的圖片時，可以公開結果',
        options: { on },
      },
      reset: {
        name: '重設',
        description: '恢復預設值',
        options: { setting: { name: '設定項目', description: '哪一項設定。預設：全部' } },
      },
    },
  },
  'age-usage': { name: '年齡-用量', description: '你今天用了幾張圖片，還剩幾張' },
  'age-privacy': { name: '年齡-隱私', description: '我保留哪些關於你的資料，以及別人能不能修改你的圖片' },
  'age-report': {
    name: '年齡-檢舉',
    description: '向這個機器人的營運者檢舉我做的圖片',
    options: {
      reference: { name: '編號', description: '圖片下方和檔名裡的編號，例如 7K2QF-9MXTB' },
      reason: { name: '原因', description: '這張圖片有什麼問題' },
    },
  },
};
