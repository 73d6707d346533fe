/**
 * Where numbers changed, as whoever listens is told: districts, each once, and the city where its own did. A town listens to its district: a round
 * of 4,000 changes names 41 places, not 4,000.
 */
export const toldPaths = (paths: readonly string[]): string[] =>
  [...new Set(paths.map((path) => `${path.split('/').filter(Boolean).slice(0, 2).join('/')}/`))].sort()
