/** How long something took, for a reader who waits: `3 分 36 秒`, `8 秒`; nothing below a second. */
export function tookText(ms: number): string {
  const seconds = Math.round(ms / 1_000)
  if (seconds < 1) return ''
  const minutes = Math.floor(seconds / 60)
  return minutes > 0 ? `${minutes} 分 ${seconds % 60} 秒` : `${seconds} 秒`
}

/** Says each line with how long it took since the line before, or since now. `clock` answers ms. */
export function timedLines(say: (line: string) => void, clock: () => number): (line: string) => void {
  let before = clock()
  return (line) => {
    const now = clock()
    const took = tookText(now - before)
    before = now
    say(took === '' ? line : `${line} · ${took}`)
  }
}
