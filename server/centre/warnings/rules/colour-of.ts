import type { WarningColour } from '../../../../contract/scales.ts'
import { warningColours } from '../../../../contract/warning-colours.ts'
import type { Info } from '../../../../protocols/cap/types.ts'

const letters: Record<string, WarningColour> = { 红: 'red', 橙: 'orange', 黄: 'yellow', 蓝: 'blue' }
const bySeverity: Partial<Record<Info['severity'], WarningColour>> = {
  Extreme: 'red',
  Severe: 'orange',
  Moderate: 'yellow',
  Minor: 'blue',
}
/** Parameters and codes that speak of the level of a warning: 预警级别, colour, awareness_level … A water level is none. */
const isLevel = /级别|等级|颜色|colou?r|(warning|alert|awareness|severity)[ _-]?level/i
/** A colour as a word of its own: 黄色, not 黄海 or 黄花园. */
const inLevel = /([红橙黄蓝])色|^\s*([红橙黄蓝])\s*$|\b(red|orange|yellow|blue)\b/gi
const inWords: readonly RegExp[] = [
  /([红橙黄蓝])色(?:预警|警报|警示)|\b(red|orange|yellow|blue) (?:warning|alert)\b/gi,
  /([红橙黄蓝])色(?=.*预警)/gi,
]

/**
 * The colour of a warning: what a parameter or code says of its level, else what its headline or its event says, else what its
 * severity stands for (红 Extreme … 蓝 Minor). Null when nothing says one; words that name two say none.
 */
export function colourOf({ parameter, eventCode, headline, event, severity }: Info): WarningColour | null {
  for (const { valueName, value } of [...parameter, ...eventCode]) {
    const colour = isLevel.test(valueName) ? onlyOne(value, inLevel) : null
    if (colour) return colour
  }
  for (const text of [headline ?? '', event])
    for (const pattern of inWords) {
      const colour = onlyOne(text, pattern)
      if (colour) return colour
    }
  return bySeverity[severity] ?? null
}

/** The one colour a text names; null when it names none, or several. */
function onlyOne(text: string, pattern: RegExp): WarningColour | null {
  const named = [...text.matchAll(pattern)].map((match) => match.slice(1).find(Boolean)!.toLowerCase())
  const found = new Set(named.map((word) => letters[word] ?? warningColours.find((colour) => colour === word)!))
  return found.size === 1 ? [...found][0]! : null
}
