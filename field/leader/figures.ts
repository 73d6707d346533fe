/** The three numbers by the figure whose rows they open, and their names. */
export const leaderFigures = { 'unaccepted-urgent': 'unaccepted', overdue: 'overdue', returned: 'returned' } as const

export const figureHref = (figure: keyof typeof leaderFigures): string => `#/rows/${figure}`

/** The figure an address asks for; null: another page. */
export function figureOf(hash: string): keyof typeof leaderFigures | null {
  const word = /^#\/rows\/([a-z-]+)/.exec(hash)?.[1] ?? ''
  return Object.hasOwn(leaderFigures, word) ? (word as keyof typeof leaderFigures) : null
}
