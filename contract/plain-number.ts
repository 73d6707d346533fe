/**
 * A number a thing bears (a plate), as it is compared: half-width capitals, nothing between them, so that 渝Ａ·12345, 渝a 12345 and 渝A12345 are one.
 * The database compares the same way (`plain_number`, migration 0242).
 */
export const plainNumber = (said: string): string =>
  said
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s·.-]/g, '')
