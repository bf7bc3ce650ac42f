import type { CommandCatalogue } from '../catalogue.ts';

const photo = { name: 'фото', description: 'Фото з обличчям' };
const user = { name: 'людина', description: 'Людина, чий аватар узяти' };
const link = { name: 'посилання', description: 'Посилання на повідомлення з фото або на файл фото в Discord' };
const hidden = { name: 'приватно', description: 'Показати результат лише тобі' };
const on = { name: 'увімкнути', description: 'Увімкнути або вимкнути' };

/** The commands in Ukrainian. */
export const commands: CommandCatalogue = {
  age: {
    name: 'вік',
    description: 'Змінює вік обличчя на фото або аватарі',
    options: {
      age: { name: 'вік', description: 'На скільки років має виглядати обличчя' },
      image: photo,
      user,
      link,
      private: hidden,
    },
  },
  'age-timeline': {
    name: 'вік-за-роками',
    description: 'Показує обличчя в різному віці, від двох до п’яти варіантів. Кожен рахується як одне зображення',
    options: {
      image: photo,
      user,
      link,
      ages: {
        name: 'роки',
        description: 'Від двох до п’яти чисел від {min} до {max}, як-от 20, 40, 60. Зазвичай: 20, 35, 50, 65, 80',
      },
      private: hidden,
    },
  },
  'Age this photo': { name: 'Змінити вік на фото' },
  'Age this avatar': { name: 'Змінити вік на аватарі' },
  'age-help': { name: 'вік-довідка', description: 'Що я тут умію і що відбувається з твоїми фото' },
  'age-settings': {
    name: 'вік-налаштування',
    description: 'Як цей бот працює на цьому сервері',
    options: {
      show: { name: 'показати', description: 'Показує налаштування цього сервера' },
      cooldown: {
        name: 'пауза',
        description: 'Мінімальна пауза між двома зображеннями на цьому сервері',
        options: { seconds: { name: 'секунди', description: 'Від {min} до {max}' } },
      },
      quota: {
        name: 'ліміт',
        description: 'Скільки зображень на день доступно цьому серверу',
        options: { pictures: { name: 'зображення', description: 'Від {min} до {max}' } },
      },
      'minimum-age': {
        name: 'мінімальний-вік',
        description: 'Найменший вік, який можна попросити',
        options: { years: { name: 'роки', description: 'Від {min} до {max}' } },
      },
      channel: {
        name: 'канал',
        description: 'Вмикає або вимикає мене в каналі та його гілках',
        options: { channel: { name: 'канал', description: 'Який канал' }, on },
      },
      private: {
        name: 'приватні',
        description: 'Робить відповіді приватними, якщо не вибрано інше',
        options: { on },
      },
      'others-public': {
        name: 'чужі-публічно',
        description: 'Дозволяє показувати всім відповіді з чужими фото',
        options: { on },
      },
      reset: {
        name: 'скинути',
        description: 'Повертає стандартні значення',
        options: { setting: { name: 'налаштування', description: 'Яке налаштування. За замовчуванням: усі' } },
      },
    },
  },
  'age-usage': {
    name: 'вік-ліміти',
    description: 'Скільки зображень сьогодні використано й скільки залишилося',
  },
  'age-privacy': {
    name: 'вік-приватність',
    description: 'Що я про тебе зберігаю і чи можуть інші змінювати твої фото',
  },
  'age-report': {
    name: 'вік-скарга',
    description: 'Надсилає власникам бота скаргу на моє зображення',
    options: {
      reference: {
        name: 'код',
        description: 'Код під зображенням і в назві його файлу, наприклад 7K2QF-9MXTB',
      },
      reason: { name: 'причина', description: 'Що з ним не так' },
    },
  },
};
