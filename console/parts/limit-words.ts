import type { Milestone } from '../../contract/catalogue.ts'
import { t } from '../messages.ts'

const parts = /^([\d.]+)(uh|wh|wd|d)(-next)?$/

/** `2uh` as staff say it: 「2 紧急工作时」; `5wd-next`: 「5 工作日（次日起算）」. */
export function limitWords(limit: string): string {
  const [, n, unit, next] = parts.exec(limit) ?? []
  if (!n || !unit) return limit
  const length = t(`limit.${unit as 'uh' | 'wh' | 'wd' | 'd'}`, { n: Number(n) })
  return next ? t('limit.next', { length }) : length
}

/** A limit with its milestones: 「制止 4 工作时 → 处罚 7 工作日」. */
export const milestoneWords = (milestones: readonly Milestone[]): string =>
  milestones.map(({ name, limit }) => [name, limitWords(limit)].filter(Boolean).join(' ')).join(' → ')
