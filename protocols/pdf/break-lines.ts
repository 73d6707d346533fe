const noStart = /^[、。，．：；！？）】》」』〉％%…·”’,.:;!?)\]}]/u
const noEnd = /[（【《「『〈“‘([{]$/u
/** What stays together: numbers with their signs, words; a Chinese character stands by itself. */
const pieces = /[\p{Script=Latin}\p{Nd}\p{M}_.,:@#&%°+−–/\\-]+|./gsu

/** Cuts a text into lines no wider than `width`, as Chinese is set: no line begins with a closing mark or ends with an opening one. */
export function breakLines(text: string, width: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = []
  let now: string[] = []
  let used = 0
  const feed = (): void => {
    const carried: string[] = []
    while (now.length > 1 && noEnd.test(now.at(-1)!)) carried.unshift(now.pop()!)
    lines.push(now.join('').trimEnd())
    now = carried
    used = sum(now, widthOf)
  }
  const put = (piece: string): void => {
    const wide = widthOf(piece)
    if (used + wide > width && now.length > 0) {
      if (noStart.test(piece) && now.length > 1) {
        const last = now.pop()!
        feed()
        now.push(last)
        used = sum(now, widthOf)
      } else feed()
      if (now.length === 0 && piece === ' ') return
    }
    now.push(piece)
    used += wide
  }
  for (const piece of text.match(pieces) ?? []) for (const part of widthOf(piece) > width ? [...piece] : [piece]) put(part)
  if (now.length > 0 || lines.length === 0) lines.push(now.join('').trimEnd())
  return lines
}

const sum = (all: readonly string[], widthOf: (text: string) => number): number =>
  all.reduce((total, one) => total + widthOf(one), 0)
