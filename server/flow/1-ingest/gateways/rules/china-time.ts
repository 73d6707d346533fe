/** A moment as devices of field protocols are told it: to the second, GMT+8. */
export const chinaTime = (at: Date): string => `${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
