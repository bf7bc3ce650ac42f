import type { Command } from '../src/discord/commands/command.ts';
import { age } from './age.ts';
import { ageHelp } from './age-help.ts';
import { agePrivacy } from './age-privacy.ts';
import { ageReport } from './age-report.ts';
import { ageSettings } from './age-settings.ts';
import { ageTarget } from './controls/age-target.ts';
import { ageThisAvatar } from './age-this-avatar.ts';
import { ageThisPhoto } from './age-this-photo.ts';
import { ageTimeline } from './age-timeline.ts';
import { ageUsage } from './age-usage.ts';
import { anotherAge, anotherAgeForm } from './controls/another-age.ts';
import { beforeAfter } from './controls/before-after.ts';
import { cancel } from './controls/cancel.ts';
import { remove } from './controls/delete.ts';
import { deleteMyData } from './controls/personal/delete-my-data.ts';
import { dmAge } from './controls/direct-messages/dm-age.ts';
import { dmAnotherAge, dmAnotherAgeForm } from './controls/direct-messages/dm-another-age.ts';
import { dmPhoto } from './controls/direct-messages/dm-photo.ts';
import { language } from './controls/personal/language.ts';
import { older, younger } from './controls/older-younger.ts';
import { optIn, optOut } from './controls/personal/opt-out.ts';
import { postHere } from './controls/post-here.ts';
import { chosenFaces, largestFace, tryAnyway, turnLeft, turnRight } from './controls/direct-messages/photo-question.ts';
import { report, reportSent } from './controls/report.ts';
import { showMyData } from './controls/personal/show-my-data.ts';
import { tryAgain } from './controls/try-again.ts';

/** Everything that people can invoke, listed by hand: this list is what is deployed. */
export const commands: readonly Command[] = [
  age,
  ageTimeline,
  ageThisPhoto,
  ageThisAvatar,
  ageTarget,
  ageHelp,
  ageSettings,
  ageUsage,
  agePrivacy,
  ageReport,
  language,
  older,
  younger,
  anotherAge,
  anotherAgeForm,
  beforeAfter,
  postHere,
  remove,
  report,
  reportSent,
  optOut,
  optIn,
  showMyData,
  deleteMyData,
  cancel,
  chosenFaces,
  largestFace,
  tryAnyway,
  turnLeft,
  turnRight,
  tryAgain,
  dmAge,
  dmAnotherAge,
  dmAnotherAgeForm,
  dmPhoto,
];
