import type { CommandCatalogue } from '../catalogue.ts';

const image = { name: 'image', description: 'Une photo avec un visage' };
const personne = { name: 'personne', description: 'Une personne, pour sa photo de profil' };
const lien = { name: 'lien', description: 'Le lien d’un message avec une photo, ou d’un fichier photo sur Discord' };
const prive = { name: 'privé', description: 'Ne montre le résultat qu’à toi' };
const actif = { name: 'actif', description: 'Activé ou désactivé' };

/** The commands in French. */
export const commands: CommandCatalogue = {
  age: {
    name: 'âge',
    description: 'Change l’âge du visage sur une photo ou une photo de profil',
    options: {
      image,
      user: personne,
      link: lien,
      age: { name: 'âge', description: 'L’âge que doit paraître le visage, en années' },
      private: prive,
    },
  },
  'age-timeline': {
    name: 'âge-chronologie',
    description: 'Montre le visage d’une photo à différents âges, de deux à cinq. Chacun compte pour une image',
    options: {
      image,
      user: personne,
      link: lien,
      ages: {
        name: 'âges',
        description: 'Deux à cinq âges de {min} à {max}, par exemple 20, 40, 60. Par défaut : 20, 35, 50, 65, 80',
      },
      private: prive,
    },
  },
  'Age this photo': { name: 'Changer l’âge sur la photo' },
  'Age this avatar': { name: 'Changer l’âge sur l’avatar' },
  'age-help': { name: 'âge-aide', description: 'Ce que je peux faire ici, et ce que deviennent tes photos' },
  'age-settings': {
    name: 'âge-paramètres',
    description: 'Comment ce bot se comporte sur ce serveur',
    options: {
      show: { name: 'afficher', description: 'Affiche les paramètres de ce serveur' },
      cooldown: {
        name: 'délai',
        description: 'Temps minimum entre deux images sur ce serveur',
        options: { seconds: { name: 'secondes', description: 'De {min} à {max}' } },
      },
      quota: {
        name: 'quota',
        description: 'Images par jour pour ce serveur',
        options: { pictures: { name: 'images', description: 'De {min} à {max}' } },
      },
      'minimum-age': {
        name: 'âge-minimum',
        description: 'L’âge le plus jeune que l’on peut demander',
        options: { years: { name: 'années', description: 'De {min} à {max}' } },
      },
      channel: {
        name: 'salon',
        description: 'M’active ou me désactive dans un salon et ses fils',
        options: { channel: { name: 'salon', description: 'Quel salon' }, on: actif },
      },
      private: {
        name: 'privé',
        description: 'Rend les réponses privées, sauf si la personne choisit autrement',
        options: { on: actif },
      },
      'others-public': {
        name: 'autres-public',
        description: 'Permet des réponses publiques pour l’image de quelqu’un d’autre',
        options: { on: actif },
      },
      reset: {
        name: 'réinitialiser',
        description: 'Revient aux valeurs par défaut',
        options: { setting: { name: 'paramètre', description: 'Quel paramètre. Par défaut : tous' } },
      },
    },
  },
  'age-usage': {
    name: 'âge-utilisation',
    description: 'Combien d’images tu as utilisées aujourd’hui, et combien il en reste',
  },
  'age-privacy': {
    name: 'âge-confidentialité',
    description: 'Ce que je garde sur toi, et si d’autres peuvent modifier tes images',
  },
  'age-report': {
    name: 'âge-signaler',
    description: 'Signale une image que j’ai faite aux responsables de ce bot',
    options: {
      reference: {
        name: 'référence',
        description: 'La référence sous l’image et dans le nom de son fichier, par exemple 7K2QF-9MXTB',
      },
      reason: { name: 'raison', description: 'Quel est le problème' },
    },
  },
};
