const FORMAT = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 6 });

/** An amount of US dollars with all its digits, such as `$0.005` or `$12.00`: calls cost fractions of a cent. */
export function usd(amount: number): string {
  return FORMAT.format(amount);
}
