import type { WarningColour } from '../../../../contract/scales.ts'
import type { Info } from '../../../../protocols/cap/types.ts'

const words: readonly [colour: WarningColour, word: RegExp][] = [
  ['red', /红|\bred\b/i],
  ['orange', /橙|\borange\b/i],
  ['yellow', /黄|\byellow\b/i],
  ['blue', /蓝|\bblue\b/i],
]
const bySeverity: Partial<Record<Info['severity'], WarningColour>> = {
  Extreme: 'red',
  Severe: 'orange',
  Moderate: 'yellow',
  Minor: 'blue',
}
/** Parameters and codes that speak of a level: 预警级别, colour, awareness_level … */
const isLevel = /级别|颜色|colou?r|level/i

/**
 * The colour of a warning: what a parameter or code says of its level, else what its headline or its event says, else what its
 * severity stands for (红 Extreme … 蓝 Minor). Null when nothing says one; words that name two say none.
 */
export function colourOf({ parameter, eventCode, headline, event, severity }: Info): WarningColour | null {
  const levels = [...parameter, ...eventCode].filter(({ valueName }) => isLevel.test(valueName)).map(({ value }) => value)
  const said = (text: string): WarningColour | null => {
    const found = words.filter(([, word]) => word.test(text))
    return found.length === 1 ? found[0]![0] : null
  }
  const written = [headline ?? '', event].filter((text) =>
    /[红橙黄蓝]色|\b(red|orange|yellow|blue) (warning|alert)\b/i.test(text),
  )
  for (const text of [...levels, ...written]) {
    const colour = said(text)
    if (colour) return colour
  }
  return bySeverity[severity] ?? null
}
