import type { Severity } from '../scales.ts'

export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

type Forms =
  | 'head'
  | 'threshold-above'
  | 'threshold-below'
  | 'level-above'
  | 'level-below'
  | 'rate'
  | 'silence'
  | 'flat'
  | 'ineffective'
  | 'no-receipt'
  | 'tree'
  | 'tree-level'
  | 'compare-above'
  | 'compare-below'
  | 'rises'
  | 'falls'
  | 'unusual'
  | 'silent-device'
  | 'silent-member'
  | 'count'
  | 'near'
  | 'agree'
  | 'rule'
  | 'weigh'
  | 'part'
  | 'during'
  | 'fence-stay'
  | 'fence-change'
  | 'not'
  | 'only-all'
  | 'only-any'
  | 'least'
  | 'most'
  | 'elsewhere'
  | 'trend-change'
  | 'trend-slope'
  | 'trend-acceleration'
  | 'trend-angle'

/**
 * All words of the sentences in one language. A form is a sentence with gaps, `[…]` is said only where its gap has something;
 * the grammar (`condition-phrase.ts`, `rule-phrase.ts`) is the same for every language.
 */
export type Wording = {
  forms: Record<Forms, string>
  severity: Record<Severity, string>
  on: { device: string; object: string }
  stay: { inside: string; dwelt: string }
  change: { entered: string; left: string }
  unusual: { above: string; below: string; either: string }
  season: { day: string; week: string }
  days: Record<1 | 2 | 3 | 4 | 5 | 6 | 7, string>
  /** [one, several, …also read] */
  durations: Record<'ms' | 's' | 'm' | 'h' | 'd', [string, string, ...string[]]>
  /** before a severity: how long it must hold; `at once` for none */
  hold: { atOnce: string; lasting: string }
  clear: { atOnce: string; lasting: string }
  and: string
  or: string
  /** heads of an outline (`outline.ts`); `between` stands between the parts of a head */
  outline: { all: string; any: string; between: string; clear: string }
  /** at the end of a sentence; a person may leave it out */
  stop: string
  comma: string
  semicolon: string
  brackets: [open: string, close: string]
  quotes: { code: [string, string]; name: [string, string] }
  /** what may stand at a place that could not be read */
  wants: {
    number: string
    whole: string
    from: string
    to: string
    duration: string
    percent: string
    reading: string
    code: string
    name: string
    clock: string
    end: string
    nesting: string
    text: string
    be: string
    or: string
  }
}
