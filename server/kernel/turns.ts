/** Heavy work, a few pieces at a time and the rest in line. */
export type Turns = {
  /** Does the work when it is its turn; null when the line is too long to join. */
  take<T>(work: () => Promise<T>): Promise<T> | null
}

/** `atOnce` pieces of work run side by side, `waiting` more may stand in line, first come first served. */
export function createTurns(options: { atOnce: number; waiting: number }): Turns {
  const line: (() => void)[] = []
  let running = 0
  const next = (): void => {
    const first = line.shift()
    if (first) first()
    else running -= 1
  }
  const begin = (): Promise<void> | null => {
    if (running < options.atOnce) {
      running += 1
      return Promise.resolve()
    }
    return line.length < options.waiting ? new Promise((resolve) => line.push(resolve)) : null
  }
  return {
    take(work) {
      return begin()?.then(work).finally(next) ?? null
    },
  }
}
