import type { ButtonStyle, ComponentType } from 'discord-api-types/v10';

// Discord's numbers. The page can't load `discord-api-types`, but its types check that these are right.

export const ROW: ComponentType.ActionRow = 1;
export const BUTTON: ComponentType.Button = 2;
export const STRING_SELECT: ComponentType.StringSelect = 3;
export const TEXT_INPUT: ComponentType.TextInput = 4;
export const USER_SELECT: ComponentType.UserSelect = 5;
export const SECTION: ComponentType.Section = 9;
export const TEXT_DISPLAY: ComponentType.TextDisplay = 10;
export const GALLERY: ComponentType.MediaGallery = 12;
export const FILE: ComponentType.File = 13;
export const SEPARATOR: ComponentType.Separator = 14;
export const CONTAINER: ComponentType.Container = 17;
export const LABEL: ComponentType.Label = 18;
export const FILE_UPLOAD: ComponentType.FileUpload = 19;
export const RADIO_GROUP: ComponentType.RadioGroup = 21;
export const CHECKBOX_GROUP: ComponentType.CheckboxGroup = 22;
export const CHECKBOX: ComponentType.Checkbox = 23;

export const BUTTON_CLASSES: Readonly<Record<ButtonStyle, string>> = {
  1: 'primary',
  2: 'secondary',
  3: 'success',
  4: 'danger',
  5: 'link',
  6: 'primary',
};
