import type { ReactNode } from 'react'
import { comma } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { t } from './words.ts'

/** 区划变动: numbers before these days stand beside those after them and are not of the same place. Nothing where there are none. */
export function AreasChanged({ days }: { days: readonly string[] }): ReactNode {
  if (days.length === 0) return null
  const how = t('vitals.areas-changed-how', { days: days.join(comma()) })
  return (
    <span title={how}>
      <Tag kind="strong">{t('vitals.areas-changed')}</Tag>
      <span className="vh">{how}</span>
    </span>
  )
}
