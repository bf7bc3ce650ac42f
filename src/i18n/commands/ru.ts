import type { CommandCatalogue } from '../catalogue.ts';

const photo = { name: 'фото', description: 'Фото с лицом' };
const user = { name: 'человек', description: 'Человек, чей аватар взять' };
const link = { name: 'ссылка', description: 'Ссылка на сообщение с фото или на файл фото в Discord' };
const hidden = { name: 'только-мне', description: 'Показать результат только тебе' };
const on = { name: 'включить', description: 'Включить или выключить' };

/** The commands in Russian. */
export const commands: CommandCatalogue = {
  age: {
    name: 'возраст',
    description: 'Меняет возраст лица на фото или аватаре',
    options: {
      age: { name: 'возраст', description: 'На сколько лет должно выглядеть лицо' },
      image: photo,
      user,
      link,
      private: hidden,
    },
  },
  'age-timeline': {
    name: 'возраст-по-годам',
    description: 'Показывает лицо в разном возрасте, от двух до пяти вариантов. Каждый считается за одну картинку',
    options: {
      image: photo,
      user,
      link,
      ages: {
        name: 'возрасты',
        description: 'От двух до пяти чисел от {min} до {max}, например 20, 40, 60. Обычно: 20, 35, 50, 65, 80',
      },
      private: hidden,
    },
  },
  'Age this photo': { name: 'Изменить возраст на фото' },
  'Age this avatar': { name: 'Изменить возраст на аватаре' },
  'age-help': { name: 'возраст-справка', description: 'Что я здесь умею и что происходит с твоими фото' },
  'age-settings': {
    name: 'возраст-настройки',
    description: 'Как этот бот работает на этом сервере',
    options: {
      show: { name: 'показать', description: 'Показывает настройки этого сервера' },
      cooldown: {
        name: 'интервал',
        description: 'Минимальный интервал между двумя картинками на этом сервере',
        options: { seconds: { name: 'секунды', description: 'От {min} до {max}' } },
      },
      quota: {
        name: 'лимит',
        description: 'Сколько картинок в день доступно этому серверу',
        options: { pictures: { name: 'картинки', description: 'От {min} до {max}' } },
      },
      'minimum-age': {
        name: 'минимальный-возраст',
        description: 'Минимальный возраст, который можно запросить',
        options: { years: { name: 'лет', description: 'От {min} до {max}' } },
      },
      channel: {
        name: 'канал',
        description: 'Включает или выключает меня в канале и его ветках',
        options: { channel: { name: 'канал', description: 'Какой канал' }, on },
      },
      private: {
        name: 'только-автору',
        description: 'Показывает ответы только автору запроса, если не выбрано другое',
        options: { on },
      },
      'others-public': {
        name: 'чужие-публично',
        description: 'Разрешает показывать всем ответы с чужими фото',
        options: { on },
      },
      reset: {
        name: 'сбросить',
        description: 'Возвращает значения по умолчанию',
        options: { setting: { name: 'настройка', description: 'Какую настройку. По умолчанию: все' } },
      },
    },
  },
  'age-usage': {
    name: 'возраст-лимиты',
    description: 'Сколько картинок сегодня использовано и сколько осталось',
  },
  'age-privacy': {
    name: 'возраст-данные',
    description: 'Что я о тебе храню и могут ли другие менять твои фото',
  },
  'age-report': {
    name: 'возраст-жалоба',
    description: 'Отправляет владельцам бота жалобу на мою картинку',
    options: {
      reference: {
        name: 'код',
        description: 'Код под картинкой и в имени её файла, например 7K2QF-9MXTB',
      },
      reason: { name: 'причина', description: 'Что с ней не так' },
    },
  },
};
