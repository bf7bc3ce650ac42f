import type { CommandCatalogue } from '../catalogue.ts';

const photo = { name: 'zdjęcie', description: 'Zdjęcie z twarzą' };
const user = { name: 'osoba', description: 'Osoba, której awatar mam wziąć' };
const link = { name: 'link', description: 'Link do wiadomości ze zdjęciem albo do pliku zdjęcia na Discordzie' };
const hidden = { name: 'prywatnie', description: 'Pokaż wynik tylko tobie' };
const on = { name: 'włączone', description: 'Włączone lub wyłączone' };

/** The commands in Polish. */
export const commands: CommandCatalogue = {
  age: {
    name: 'wiek',
    description: 'Zmienia wiek twarzy na zdjęciu lub awatarze',
    options: {
      age: { name: 'wiek', description: 'Na ile lat ma wyglądać twarz' },
      image: photo,
      user,
      link,
      private: hidden,
    },
  },
  'age-timeline': {
    name: 'wiek-oś-czasu',
    description: 'Pokazuje twarz w różnym wieku, od dwóch do pięciu wersji. Każda liczy się jako jeden obraz',
    options: {
      image: photo,
      user,
      link,
      ages: {
        name: 'lata',
        description: 'Od dwóch do pięciu liczb od {min} do {max}, np. 20, 40, 60. Domyślnie: 20, 35, 50, 65, 80',
      },
      private: hidden,
    },
  },
  'Age this photo': { name: 'Zmień wiek na zdjęciu' },
  'Age this avatar': { name: 'Zmień wiek na awatarze' },
  'age-help': { name: 'wiek-pomoc', description: 'Co tu potrafię i co się dzieje z twoimi zdjęciami' },
  'age-settings': {
    name: 'wiek-ustawienia',
    description: 'Jak ten bot działa na tym serwerze',
    options: {
      show: { name: 'pokaż', description: 'Pokazuje ustawienia tego serwera' },
      cooldown: {
        name: 'odstęp',
        description: 'Minimalny odstęp między dwoma obrazami na tym serwerze',
        options: { seconds: { name: 'sekundy', description: 'Od {min} do {max}' } },
      },
      quota: {
        name: 'limit-dzienny',
        description: 'Liczba obrazów dziennie na tym serwerze',
        options: { pictures: { name: 'obrazy', description: 'Od {min} do {max}' } },
      },
      'minimum-age': {
        name: 'minimalny-wiek',
        description: 'Najniższy wiek, o jaki można poprosić',
        options: { years: { name: 'lata', description: 'Od {min} do {max}' } },
      },
      channel: {
        name: 'kanał',
        description: 'Włącza lub wyłącza mnie na kanale i w jego wątkach',
        options: { channel: { name: 'kanał', description: 'Który kanał' }, on },
      },
      private: {
        name: 'prywatne',
        description: 'Odpowiedzi są prywatne, chyba że ktoś wybierze inaczej',
        options: { on },
      },
      'others-public': {
        name: 'cudze-publiczne',
        description: 'Odpowiedzi dotyczące cudzych zdjęć mogą być publiczne',
        options: { on },
      },
      reset: {
        name: 'przywróć',
        description: 'Przywraca ustawienia domyślne',
        options: { setting: { name: 'ustawienie', description: 'Które ustawienie. Domyślnie: wszystkie' } },
      },
    },
  },
  'age-usage': {
    name: 'wiek-limity',
    description: 'Ile obrazów masz dziś na koncie i ile jeszcze zostało',
  },
  'age-privacy': {
    name: 'wiek-prywatność',
    description: 'Co o tobie przechowuję i czy inni mogą zmieniać twoje zdjęcia',
  },
  'age-report': {
    name: 'wiek-zgłoś',
    description: 'Zgłasza mój obraz osobom prowadzącym tego bota',
    options: {
      reference: {
        name: 'kod',
        description: 'Kod pod obrazem i w nazwie jego pliku, np. 7K2QF-9MXTB',
      },
      reason: { name: 'powód', description: 'Co jest z nim nie tak' },
    },
  },
};
