import type { CommandCatalogue } from '../catalogue.ts';

const immagine = { name: 'immagine', description: 'Una foto con un viso' };
const utente = { name: 'utente', description: 'Una persona, per la sua foto profilo' };
const link = {
  name: 'link',
  description: 'Il link di un messaggio con una foto, o del file di una foto su Discord',
};
const privato = { name: 'privato', description: 'Mostra il risultato solo a te' };
const attivo = { name: 'attivo', description: 'Attivo o disattivato' };

/** The commands in Italian. */
export const commands: CommandCatalogue = {
  age: {
    name: 'età',
    description: 'Cambia l’età del viso in una foto o in una foto profilo',
    options: {
      age: { name: 'età', description: 'Quanti anni deve dimostrare il viso' },
      image: immagine,
      user: utente,
      link,
      private: privato,
    },
  },
  'age-timeline': {
    name: 'età-nel-tempo',
    description: 'Mostra il viso di una foto a diverse età, da due a cinque. Ognuna conta come un’immagine',
    options: {
      image: immagine,
      user: utente,
      link,
      ages: {
        name: 'età',
        description: 'Da due a cinque età da {min} a {max}, come 20, 40, 60. Predefinito: 20, 35, 50, 65, 80',
      },
      private: privato,
    },
  },
  'Age this photo': { name: 'Cambia età in questa foto' },
  'Age this avatar': { name: 'Cambia età nella foto profilo' },
  'age-help': { name: 'età-aiuto', description: 'Che cosa posso fare qui e che cosa succede alle tue foto' },
  'age-settings': {
    name: 'età-impostazioni',
    description: 'Come si comporta questo bot in questo server',
    options: {
      show: { name: 'mostra', description: 'Mostra le impostazioni di questo server' },
      cooldown: {
        name: 'attesa',
        description: 'Tempo minimo tra due immagini in questo server',
        options: { seconds: { name: 'secondi', description: 'Da {min} a {max}' } },
      },
      quota: {
        name: 'limite-giornaliero',
        description: 'Immagini al giorno per questo server',
        options: { pictures: { name: 'immagini', description: 'Da {min} a {max}' } },
      },
      'minimum-age': {
        name: 'età-minima',
        description: 'L’età più bassa che si può chiedere',
        options: { years: { name: 'anni', description: 'Da {min} a {max}' } },
      },
      channel: {
        name: 'canale',
        description: 'Mi attiva o mi disattiva in un canale e nei suoi thread',
        options: { channel: { name: 'canale', description: 'Quale canale' }, on: attivo },
      },
      private: {
        name: 'privato',
        description: 'Rende private le risposte, se la persona non sceglie altro',
        options: { on: attivo },
      },
      'others-public': {
        name: 'altri-pubblico',
        description: 'Permette risposte pubbliche su immagini di altre persone',
        options: { on: attivo },
      },
      reset: {
        name: 'ripristina',
        description: 'Torna ai valori predefiniti',
        options: { setting: { name: 'impostazione', description: 'Quale impostazione. Predefinito: tutte' } },
      },
    },
  },
  'age-usage': { name: 'età-utilizzo', description: 'Quante immagini hai usato oggi e quante te ne restano' },
  'age-privacy': {
    name: 'età-privacy',
    description: 'Che cosa conservo su di te e se altri possono cambiare l’età nelle tue immagini',
  },
  'age-report': {
    name: 'età-segnala',
    description: 'Segnala a chi gestisce il bot un’immagine che ho creato',
    options: {
      reference: {
        name: 'riferimento',
        description: 'Il riferimento sotto l’immagine e nel nome del file, per esempio 7K2QF-9MXTB',
      },
      reason: { name: 'motivo', description: 'Che cosa non va' },
    },
  },
};
