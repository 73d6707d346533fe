import type { LengthSpan, Span } from '../../../../contract/pack-model.ts'
import { lengthWords } from '../../../../contract/refusal-words.ts'
import { durationMs } from '../../../../contract/time.ts'
import type { Words } from '../../../../contract/words.ts'

export type ReadingWords = { name: Words; unit: string }

/** A number or from–to with its unit, no more than three figures; `times`: 100 for a share as a percentage. */
export function numbers(span: Span, unit = '', times = 1): string {
  const ends = [span].flat().map((value) => String(Number((value * times).toPrecision(3))))
  return `${[...new Set(ends)].join('～')}${unit ? ` ${unit}` : ''}`
}

export const percent = (share: number): string => `${numbers(share, '', 100)}%`

/** A length of time or from–to, in words; less than a second in milliseconds. */
export function lengths(span: LengthSpan): Words {
  const all = [span].flat().map((one) => {
    const ms = durationMs(one)
    return ms < 1_000 ? { zh: `${ms} 毫秒`, en: `${ms} ms` } : lengthWords(ms / 1_000)
  })
  return { zh: all.map(({ zh }) => zh).join('～'), en: all.map(({ en }) => en).join(' to ') }
}

export const isNothing = (span: Span): boolean => [span].flat().every((value) => value === 0)
