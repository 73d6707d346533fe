import type { ReactNode } from 'react'
import type { RulesVersion } from '../../../contract/rules.ts'
import { When } from '../../../ui/age.tsx'
import { number } from '../../../ui/format.ts'
import { Tag } from '../../../ui/tag.tsx'
import { t } from '../../messages.ts'
import { AreaNames } from './area-names.tsx'

/** By which back-test a version was looked at: where, how many days, on how many readings, when; and whether that is enough. */
export function TriedLine({
  version: { tried, untried, nothingRecorded },
}: {
  version: Pick<RulesVersion, 'tried' | 'untried' | 'nothingRecorded'>
}): ReactNode {
  if (!tried)
    return (
      <p className="row wrap">
        <Tag>{t(nothingRecorded ? 'rules.nothing-recorded' : 'rules.not-tried')}</Tag>
        {untried && <span>{t('rules.untried', { why: untried })}</span>}
      </p>
    )
  return (
    <p className="row wrap">
      <Tag kind={tried.enough ? 'strong' : 'plain'}>{t(tried.enough ? 'rules.tried-enough' : 'rules.tried-short')}</Tag>
      <span>
        {t('rules.tried', { days: Math.round(tried.days * 10) / 10, n: number(tried.readings) })}{' '}
        <AreaNames paths={tried.areas} />
      </span>
      <When at={tried.askedAt} />
    </p>
  )
}
