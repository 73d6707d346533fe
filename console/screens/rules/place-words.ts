import type { DetectRule } from '../../../contract/pack.ts'
import { t, tell } from '../../messages.ts'

/** A place in a rule as a person finds it: `levels.3.when.of.1` → “红色 第 2 项：”. Empty for the rule as a whole. */
export function placeWords(rule: DetectRule, path: string): string {
  const parts = path.split('.').filter(Boolean)
  const words = parts.flatMap((part, i): string[] => {
    const before = parts[i - 1]
    if (before === 'levels' && 'levels' in rule) {
      const level = rule.levels[Number(part)]
      return level ? [tell(`rules.severity.${level.severity}`) ?? level.severity] : []
    }
    if (before === 'of' || before === 'parts') return [t('rules.item', { n: Number(part) + 1 })]
    return []
  })
  const last = tell(`rules.place.${parts.at(-1)}`)
  const said = [...words, ...(last ? [last] : [])]
  return said.length === 0 ? '' : t('rules.at-place', { place: said.join(' ') })
}
