import type { CommandCatalogue } from '../catalogue.ts';
import { commands as spain } from './es-ES.ts';

const timeline = spain['age-timeline']?.options;
const settings = spain['age-settings']?.options;
const report = spain['age-report']?.options;

/** The commands in Spanish of Latin America: those of Spain, and what people call differently. */
export const commands: CommandCatalogue = {
  ...spain,
  'age-timeline': {
    name: 'edad-cronología',
    description: 'Muestra la cara de una foto con varias edades, de dos a cinco. Cada una cuenta como una imagen',
    options: {
      ...timeline,
      ages: {
        name: 'edades',
        description: 'De dos a cinco edades de {min} a {max}, como 20, 40, 60. Predeterminado: 20, 35, 50, 65, 80',
      },
    },
  },
  'age-settings': {
    name: 'edad-configuración',
    description: 'Cómo se comporta este bot en este servidor',
    options: {
      ...settings,
      show: { name: 'ver', description: 'Muestra la configuración de este servidor' },
      quota: {
        name: 'límite-diario',
        description: 'Imágenes por día para este servidor',
        options: { pictures: { name: 'imágenes', description: 'De {min} a {max}' } },
      },
      reset: {
        name: 'restablecer',
        description: 'Vuelve a los valores predeterminados',
        options: { setting: { name: 'opción', description: 'Qué opción. Predeterminado: todas' } },
      },
    },
  },
  'age-usage': { name: 'edad-uso', description: 'Cuántas imágenes usaste hoy y cuántas te quedan' },
  'age-report': {
    name: 'edad-reportar',
    description: 'Reporta a quienes administran el bot una imagen que creé',
    options: { ...report },
  },
};
