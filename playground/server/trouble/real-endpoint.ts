/** Most paid calls a day, unless `DAILY_BUDGET_CALLS` says otherwise. */
const FEW_CALLS = '20';

/**
 * The variables for the real endpoint, or why it can't be used. It fetches photos from the internet, where the
 * simulated Discord isn't, so it needs an address that leads to the bot on this machine.
 */
export function realEndpoint(
  env: Readonly<Record<string, string | undefined>>,
): { readonly variables: Readonly<Record<string, string>> } | { readonly unavailable: string } {
  const { ACEDATACLOUD_API_TOKEN: token, ACEDATACLOUD_API_BASE_URL: url, PUBLIC_URL: address } = env;
  if (!token) return { unavailable: 'Set ACEDATACLOUD_API_TOKEN and PUBLIC_URL to use the real endpoint.' };
  const port = env['PORT'] || '8080';
  if (!address) {
    const unavailable = `The real endpoint fetches photos from the internet: set PUBLIC_URL to an address that leads to port ${port} of this machine, such as that of a tunnel.`;
    return { unavailable };
  }
  return {
    variables: {
      ACEDATACLOUD_API_TOKEN: token,
      ...(url && { ACEDATACLOUD_API_BASE_URL: url }),
      PUBLIC_URL: address,
      PORT: port,
      DAILY_BUDGET_CALLS: env['DAILY_BUDGET_CALLS'] || FEW_CALLS,
    },
  };
}
