/**
 * Is what is silent in an area: the area of the task lies in it, or one of those that never told, whose one task stands higher up?
 * `within`: does an area lie in it?
 */
export const isIn = (
  { area, never }: { area: string; never: readonly string[] | null },
  within: (area: string) => boolean,
): boolean => within(area) || (never?.some(within) ?? false)
