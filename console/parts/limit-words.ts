import type { Milestone } from '../../contract/catalogue.ts'
import { t } from '../messages.ts'

const parts = /^([\d.]+)(uh|wh|wd|d)$/

/** `2uh` as staff say it: 「2 紧急工作时」. */
export function limitWords(limit: string): string {
  const [, n, unit] = parts.exec(limit) ?? []
  return n && unit ? t(`limit.${unit as 'uh' | 'wh' | 'wd' | 'd'}`, { n: Number(n) }) : limit
}

/** A limit with its milestones: 「制止 4 工作时 → 处罚 7 工作日」. */
export const milestoneWords = (milestones: readonly Milestone[]): string =>
  milestones.map(({ name, limit }) => [name, limitWords(limit)].filter(Boolean).join(' ')).join(' → ')
