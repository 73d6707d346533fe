import { type VitalAnswer, type VitalRelation, vitalAnswers } from './vital-kinds.ts'

/**
 * 勾稽关系 as one writes them: `≤ water.made ±0.5 问明; = gas.a + gas.b 存疑`. Free of any library: form and sheet write and read the same text.
 */
export type VitalRuleText = { is: VitalRelation; of: string[]; tolerance: number; answer: VitalAnswer }

export const relationSigns: Readonly<Record<VitalRelation, string>> = { 'at-most': '≤', equals: '=', 'at-least': '≥' }
export const answerWords: Readonly<Record<VitalAnswer, { zh: string; en: string }>> = {
  block: { zh: '拒收', en: 'block' },
  ask: { zh: '问明', en: 'ask' },
  warn: { zh: '存疑', en: 'warn' },
}

const spelled: Readonly<Record<string, VitalRelation>> = {
  ...{ '≤': 'at-most', '<=': 'at-most', '=': 'equals', '＝': 'equals', '≥': 'at-least', '>=': 'at-least' },
}
const code = '[a-z][a-z0-9-]*(?:\\.[a-z0-9-]+)+'
const line = new RegExp(
  `^(≤|<=|=|＝|≥|>=)\\s*(${code}(?:\\s*[+＋]\\s*${code})*)(?:\\s*(?:±|\\+-)\\s*(\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?))?(?:\\s+(\\S+))?$`,
)

/** Rules as text, parted by semicolons. */
export const writeRules = (rules: readonly VitalRuleText[], language: 'zh' | 'en'): string =>
  rules
    .map(({ is, of, tolerance, answer }) =>
      [relationSigns[is], of.join(' + '), ...(tolerance > 0 ? [`±${tolerance}`] : []), answerWords[answer][language]].join(' '),
    )
    .join('; ')

/** Rules from their text; a rule without an answer asks. `fault`: the one that cannot be read. */
export function readRules(text: string): { ok: true; rules: VitalRuleText[] } | { ok: false; fault: string } {
  const rules: VitalRuleText[] = []
  for (const one of text.split(/[;；\n]/).map((part) => part.trim())) {
    if (one === '') continue
    const [, sign, codes, tolerance, said] = line.exec(one) ?? []
    const answer = answerOf(said)
    if (!sign || !codes || answer === null) return { ok: false, fault: one }
    rules.push({ is: spelled[sign]!, of: codes.split(/\s*[+＋]\s*/), tolerance: Number(tolerance ?? 0), answer })
  }
  return { ok: true, rules }
}

const answerOf = (said: string | undefined): VitalAnswer | null =>
  said === undefined ? 'ask' : (vitalAnswers.find((id) => said.toLowerCase() === id || said === answerWords[id].zh) ?? null)
