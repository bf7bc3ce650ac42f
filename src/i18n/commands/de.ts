import type { CommandCatalogue } from '../catalogue.ts';

const bild = { name: 'bild', description: 'Ein Foto mit einem Gesicht' };
const person = { name: 'person', description: 'Eine Person, für ihr Profilbild' };
const link = {
  name: 'link',
  description: 'Der Link einer Nachricht mit einem Foto oder der einer Fotodatei auf Discord',
};
const privat = { name: 'privat', description: 'Zeigt das Ergebnis nur dir' };
const an = { name: 'an', description: 'An oder aus' };

/** The commands in German. */
export const commands: CommandCatalogue = {
  age: {
    name: 'alter',
    description: 'Ändert das Alter des Gesichts auf einem Foto oder Profilbild',
    options: {
      image: bild,
      user: person,
      link,
      age: { name: 'alter', description: 'Wie alt das Gesicht aussehen soll, in Jahren' },
      private: privat,
    },
  },
  'age-timeline': {
    name: 'alter-zeitreihe',
    description: 'Zeigt das Gesicht auf einem Foto in zwei bis fünf Altersstufen. Jede zählt als ein Bild',
    options: {
      image: bild,
      user: person,
      link,
      ages: {
        name: 'altersstufen',
        description: 'Zwei bis fünf Zahlen von {min} bis {max}, z. B. 20, 40, 60. Sonst: 20, 35, 50, 65, 80',
      },
      private: privat,
    },
  },
  'Age this photo': { name: 'Alter auf dem Foto ändern' },
  'Age this avatar': { name: 'Alter im Profilbild ändern' },
  'age-help': { name: 'alter-hilfe', description: 'Was ich hier kann und was mit deinen Fotos geschieht' },
  'age-settings': {
    name: 'alter-einstellungen',
    description: 'Wie sich dieser Bot auf diesem Server verhält',
    options: {
      show: { name: 'anzeigen', description: 'Zeigt die Einstellungen dieses Servers' },
      cooldown: {
        name: 'wartezeit',
        description: 'Mindestzeit zwischen zwei Bildern auf diesem Server',
        options: { seconds: { name: 'sekunden', description: 'Von {min} bis {max}' } },
      },
      quota: {
        name: 'tageslimit',
        description: 'Bilder pro Tag für diesen Server',
        options: { pictures: { name: 'bilder', description: 'Von {min} bis {max}' } },
      },
      'minimum-age': {
        name: 'mindestalter',
        description: 'Das jüngste Alter, nach dem man fragen kann',
        options: { years: { name: 'jahre', description: 'Von {min} bis {max}' } },
      },
      channel: {
        name: 'kanal',
        description: 'Schaltet mich in einem Kanal und seinen Threads an oder aus',
        options: { channel: { name: 'kanal', description: 'Welcher Kanal' }, on: an },
      },
      private: {
        name: 'privat',
        description: 'Antworten sind privat, wenn die Person nichts anderes wählt',
        options: { on: an },
      },
      'others-public': {
        name: 'fremde-öffentlich',
        description: 'Antworten zu Bildern anderer Personen dürfen öffentlich sein',
        options: { on: an },
      },
      reset: {
        name: 'zurücksetzen',
        description: 'Stellt die Standardwerte wieder her',
        options: { setting: { name: 'einstellung', description: 'Welche Einstellung. Sonst: alle' } },
      },
    },
  },
  'age-usage': {
    name: 'alter-nutzung',
    description: 'Wie viele Bilder du heute gemacht hast und wie viele noch übrig sind',
  },
  'age-privacy': {
    name: 'alter-datenschutz',
    description: 'Was ich über dich speichere und ob andere deine Bilder ändern können',
  },
  'age-report': {
    name: 'alter-melden',
    description: 'Meldet ein Bild von mir den Leuten, die diesen Bot betreiben',
    options: {
      reference: {
        name: 'referenz',
        description: 'Die Referenz unter dem Bild und in seinem Dateinamen, z. B. 7K2QF-9MXTB',
      },
      reason: { name: 'grund', description: 'Was damit nicht stimmt' },
    },
  },
};
