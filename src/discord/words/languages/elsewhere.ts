import type { LanguageWords } from '../language.ts';

/** Units of languages that have no file of their own, so that an age with its unit is understood. */
export const elsewhere: LanguageWords = {
  ageUnits: 'ساله tuổi',
  yearUnits: `år rok rokov let év vuotta ani năm χρόνια χρονών ετών
    سنة سنه سنوات عام عاما سال বছর ปี שנה שנים`,
  joining: 'و',
  fillers: 'อายุ',
};
