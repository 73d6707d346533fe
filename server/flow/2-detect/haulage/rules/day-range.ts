const dayMs = 86_400_000

/** Moments a day apart, the last one the end of the stretch itself, oldest first. */
export function dayRange({ from, to }: { from: Date; to: Date }): Date[] {
  const days = Math.max(1, Math.ceil((to.getTime() - from.getTime()) / dayMs))
  return Array.from({ length: days }, (_, i) => new Date(to.getTime() - (days - 1 - i) * dayMs))
}
