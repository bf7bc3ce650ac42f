import type { CommandCatalogue } from '../catalogue.ts';

const imagen = { name: 'imagen', description: 'Una foto con una cara' };
const usuario = { name: 'usuario', description: 'Una persona, para usar su foto de perfil' };
const enlace = {
  name: 'enlace',
  description: 'El enlace de un mensaje con una foto, o del archivo de una foto en Discord',
};
const privado = { name: 'privado', description: 'Solo tú verás el resultado' };
const activado = { name: 'activado', description: 'Activado o desactivado' };

/** The commands in Spanish of Spain. */
export const commands: CommandCatalogue = {
  age: {
    name: 'edad',
    description: 'Cambia la edad de la cara de una foto o foto de perfil',
    options: {
      age: { name: 'edad', description: 'La edad que debe aparentar la cara, en años' },
      image: imagen,
      user: usuario,
      link: enlace,
      private: privado,
    },
  },
  'age-timeline': {
    name: 'edad-cronología',
    description: 'Muestra la cara de una foto con varias edades, de dos a cinco. Cada una cuenta como una imagen',
    options: {
      image: imagen,
      user: usuario,
      link: enlace,
      ages: {
        name: 'edades',
        description: 'De dos a cinco edades de {min} a {max}, como 20, 40, 60. Por defecto: 20, 35, 50, 65, 80',
      },
      private: privado,
    },
  },
  'Age this photo': { name: 'Cambiar edad en esta foto' },
  'Age this avatar': { name: 'Cambiar edad en foto de perfil' },
  'age-help': { name: 'edad-ayuda', description: 'Qué puedo hacer aquí y qué pasa con tus fotos' },
  'age-settings': {
    name: 'edad-ajustes',
    description: 'Cómo se comporta este bot en este servidor',
    options: {
      show: { name: 'ver', description: 'Muestra los ajustes de este servidor' },
      cooldown: {
        name: 'espera',
        description: 'Tiempo mínimo entre dos imágenes en este servidor',
        options: { seconds: { name: 'segundos', description: 'De {min} a {max}' } },
      },
      quota: {
        name: 'límite-diario',
        description: 'Imágenes al día para este servidor',
        options: { pictures: { name: 'imágenes', description: 'De {min} a {max}' } },
      },
      'minimum-age': {
        name: 'edad-mínima',
        description: 'La menor edad que se puede pedir',
        options: { years: { name: 'años', description: 'De {min} a {max}' } },
      },
      channel: {
        name: 'canal',
        description: 'Me activa o desactiva en un canal y sus hilos',
        options: { channel: { name: 'canal', description: 'Qué canal' }, on: activado },
      },
      private: {
        name: 'privado',
        description: 'Hace privadas las respuestas, salvo que la persona elija otra cosa',
        options: { on: activado },
      },
      'others-public': {
        name: 'otros-público',
        description: 'Permite que las respuestas sobre imágenes de otras personas sean públicas',
        options: { on: activado },
      },
      reset: {
        name: 'restablecer',
        description: 'Vuelve a los valores por defecto',
        options: { setting: { name: 'ajuste', description: 'Qué ajuste. Por defecto: todos' } },
      },
    },
  },
  'age-usage': { name: 'edad-uso', description: 'Cuántas imágenes has usado hoy y cuántas te quedan' },
  'age-privacy': {
    name: 'edad-privacidad',
    description: 'Qué guardo sobre ti y si otros pueden cambiar la edad de tus imágenes',
  },
  'age-report': {
    name: 'edad-denunciar',
    description: 'Denuncia ante quienes gestionan el bot una imagen que he creado',
    options: {
      reference: {
        name: 'referencia',
        description: 'La referencia de debajo de la imagen y del nombre del archivo, como 7K2QF-9MXTB',
      },
      reason: { name: 'motivo', description: 'Qué problema hay' },
    },
  },
};
