/**
 * What must not be there of an output: any of the secrets, by name, and any link to a photo, whose signature opens it
 * to everyone.
 *
 * @param links photos' links as the bot handed them on.
 */
export function leaksIn(output: string, secrets: Readonly<Record<string, string>>, links: readonly unknown[] = []) {
  const named = Object.entries(secrets).filter(([, secret]) => secret !== '' && output.includes(secret));
  const signed = links.filter(
    (link) => typeof link === 'string' && tellTales(link).some((part) => output.includes(part)),
  );
  const shapes = [/[?&]hm=/, /attachments\/\d+\/\d+/, /ChangeAgePic\/[\w-]{8}/, /"type":"Buffer"/, /\/9j\/4AAQ/];
  return [
    ...named.map(([name]) => name),
    ...signed.map(() => 'the link to a photo'),
    ...shapes.filter((shape) => shape.test(output)).map(String),
  ];
}

/** The parts of a link by which it can be put together again. */
function tellTales(link: string): string[] {
  const { pathname, searchParams } = new URL(link);
  return [pathname, searchParams.get('hm') ?? ''].filter((part) => part.length > 10);
}
