import { openMenu } from '../overlays/menu.ts';
import { toast } from '../overlays/toast.ts';

/** Photos that come with the playground, from `test/photos`. */
const PHOTOS = [
  { name: 'grace-hopper.jpg', label: 'Photo of one person' },
  { name: 'four-faces.jpg', label: 'Photo of four people' },
  { name: 'no-face-cat.png', label: 'Photo of a cat' },
];

/** Asks for a file: one of this machine, or a photo that comes with the playground. */
export function choosePhoto(at: HTMLElement, input: HTMLInputElement, take: (file: File) => void): void {
  openMenu(at, 'Choose a file', [
    { label: 'Choose a file…', pick: () => input.click() },
    ...PHOTOS.map(({ name, label }, index) => ({
      label,
      description: name,
      ...(index === 0 && { heading: 'To try it' }),
      pick: () => void load(name).then(take, () => toast('The photo could not be loaded.')),
    })),
  ]);
}

async function load(name: string): Promise<File> {
  const response = await fetch(`/photos/${name}`);
  if (!response.ok) throw new Error(`status ${response.status}`);
  const blob = await response.blob();
  return new File([blob], name, { type: blob.type });
}
