/**
 * Figures of walls and of the leader's phone that open their rows, each by the same rule as it is counted: open events in earnest, those opened in one
 * hour, orders answered within a day, objects by level. Without zod: pages use it.
 */
export const wallFigures = [
  ...(['open', 'urgent', 'overdue', 'unaccepted', 'unaccepted-urgent', 'closed-day', 'opened-hour', 'opened-day'] as const),
  ...(['answered', 'returned'] as const),
  ...(['risk', 'worse', 'better', 'desk', 'unknown', 'object'] as const),
] as const
export type WallFigure = (typeof wallFigures)[number]

/** Levels of objects as a wall counts them; `unrated`: nobody has rated it. */
export const figureLevels = ['red', 'orange', 'yellow', 'blue', 'green', 'unrated'] as const
export type FigureLevel = (typeof figureLevels)[number]

/** What is asked for. `part`: code of a part of the area as the wall counts it; `hour`: its beginning; `board`: a cell of C4; `object`: its id. */
export type FigureWish = {
  figure: WallFigure | 'board'
  area: string | null
  part?: string
  level?: FigureLevel
  hour?: string
  board?: string
  object?: string
}
