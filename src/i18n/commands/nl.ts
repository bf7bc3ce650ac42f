import type { CommandCatalogue } from '../catalogue.ts';

const afbeelding = { name: 'afbeelding', description: 'Een foto met een gezicht' };
const persoon = { name: 'persoon', description: 'Een persoon, voor de profielfoto' };
const link = { name: 'link', description: 'De link van een bericht met een foto, of van een fotobestand op Discord' };
const prive = { name: 'privé', description: 'Laat het resultaat alleen aan jou zien' };
const aan = { name: 'aan', description: 'Aan of uit' };

/** The commands in Dutch. */
export const commands: CommandCatalogue = {
  age: {
    name: 'leeftijd',
    description: 'Verandert de leeftijd van het gezicht op een foto of profielfoto',
    options: {
      image: afbeelding,
      user: persoon,
      link,
      age: { name: 'leeftijd', description: 'Hoe oud het gezicht eruit moet zien, in jaren' },
      private: prive,
    },
  },
  'age-timeline': {
    name: 'leeftijd-tijdlijn',
    description: 'Toont het gezicht op een foto op twee tot vijf leeftijden. Elke telt als één afbeelding',
    options: {
      image: afbeelding,
      user: persoon,
      link,
      ages: {
        name: 'leeftijden',
        description: 'Twee tot vijf leeftijden van {min} tot {max}, zoals 20, 40, 60. Standaard: 20, 35, 50, 65, 80',
      },
      private: prive,
    },
  },
  'Age this photo': { name: 'Leeftijd op foto veranderen' },
  'Age this avatar': { name: 'Leeftijd op avatar veranderen' },
  'age-help': { name: 'leeftijd-hulp', description: 'Wat ik hier kan, en wat er met je foto’s gebeurt' },
  'age-settings': {
    name: 'leeftijd-instellingen',
    description: 'Hoe deze bot zich op deze server gedraagt',
    options: {
      show: { name: 'tonen', description: 'Toont de instellingen van deze server' },
      cooldown: {
        name: 'wachttijd',
        description: 'Minimale tijd tussen twee afbeeldingen op deze server',
        options: { seconds: { name: 'seconden', description: 'Van {min} tot en met {max}' } },
      },
      quota: {
        name: 'daglimiet',
        description: 'Afbeeldingen per dag voor deze server',
        options: { pictures: { name: 'afbeeldingen', description: 'Van {min} tot en met {max}' } },
      },
      'minimum-age': {
        name: 'minimumleeftijd',
        description: 'Laagste leeftijd waar je om kunt vragen',
        options: { years: { name: 'jaren', description: 'Van {min} tot en met {max}' } },
      },
      channel: {
        name: 'kanaal',
        description: 'Zet me aan of uit in een kanaal en de threads ervan',
        options: { channel: { name: 'kanaal', description: 'Welk kanaal' }, on: aan },
      },
      private: {
        name: 'privé',
        description: 'Maakt antwoorden privé, tenzij de persoon anders kiest',
        options: { on: aan },
      },
      'others-public': {
        name: 'anderen-openbaar',
        description: 'Antwoorden over foto’s van anderen mogen openbaar zijn',
        options: { on: aan },
      },
      reset: {
        name: 'herstellen',
        description: 'Zet de standaardwaarden terug',
        options: { setting: { name: 'instelling', description: 'Welke instelling. Standaard: allemaal' } },
      },
    },
  },
  'age-usage': {
    name: 'leeftijd-gebruik',
    description: 'Hoeveel afbeeldingen je vandaag hebt gebruikt, en hoeveel je er nog hebt',
  },
  'age-privacy': {
    name: 'leeftijd-privacy',
    description: 'Wat ik over je bewaar, en of anderen je foto’s mogen bewerken',
  },
  'age-report': {
    name: 'leeftijd-rapporteren',
    description: 'Rapporteert een afbeelding van mij aan de beheerders van deze bot',
    options: {
      reference: {
        name: 'referentie',
        description: 'De referentie onder de afbeelding en in de bestandsnaam, zoals 7K2QF-9MXTB',
      },
      reason: { name: 'reden', description: 'Wat er mis mee is' },
    },
  },
};
