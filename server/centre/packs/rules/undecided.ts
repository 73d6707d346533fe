import type { PackBrings } from '../../../../contract/packs.ts'
import type { Words } from '../../../../contract/words.ts'

/** What of an upgrade a person has to decide yet, each by the name people know it by: a rule, a row of a plan, a setting and its place. Pure. */
export const undecidedOf = ({ merge, plans, tuned }: Pick<PackBrings, 'merge' | 'plans' | 'tuned'>): Words[] => [
  ...merge.filter(isOpen).map(({ name }) => name),
  ...plans.filter(isOpen).map(({ typeName, name }) => ({
    zh: `${typeName.zh}的预案${'words' in name ? `：${name.words.zh}` : ''}`,
    en: `plan of ${typeName.en}${'words' in name ? `: ${name.words.en}` : ''}`,
  })),
  ...tuned.filter(isOpen).map(({ name, areaName }) => ({
    zh: `${name.zh}（${areaName ?? '全市'}）`,
    en: `${name.en} (${areaName ?? 'the whole city'})`,
  })),
]

const isOpen = ({ outcome, decided }: { outcome: string; decided: string | null }): boolean =>
  outcome === 'conflict' && decided === null
