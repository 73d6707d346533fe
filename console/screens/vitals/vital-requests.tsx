import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { VitalRequest } from '../../../contract/vital-registry.ts'
import { Age, When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { number } from '../../../ui/format.ts'
import { useKeys } from '../../../ui/keys.ts'
import { EmptyState, Failed, Loading } from '../../../ui/screen.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { vitalRequestsQuery } from '../../frame/vital-requests-query.ts'
import { say } from '../../messages.ts'
import { t } from './registry-words.ts'

type Props = { onShow: (code: string) => void; onClose: () => void }

/** 等第二人确认: every definition that waits, the oldest first; those the reader may answer are marked, and answered where the vital is registered. */
export function VitalRequestsPane({ onShow, onClose }: Props): ReactNode {
  const query = useQuery(vitalRequestsQuery)
  useKeys({ back: onClose })
  const list = query.data
  return (
    <>
      <section>
        <div className="row top">
          <h2 className="grow">{t('waiting.title')}</h2>
          <Button small kind="ghost" icon="x" label={t('side.close')} onPress={onClose} />
        </div>
        <p className="meta">{t('waiting.how')}</p>
        {list && list.total > 0 && (
          <p role="status">{t('waiting.count', { n: number(list.total), mine: number(list.toAnswer) })}</p>
        )}
      </section>
      {!list && (query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />)}
      {list?.total === 0 && (
        <EmptyState empty={{ kind: 'nothing-yet', title: t('waiting.none'), note: t('waiting.none-note') }} />
      )}
      {list && list.total > 0 && (
        <section>
          <ul className="k10-tasks">
            {list.rows.map((one) => (
              <Row key={one.id} one={one} onShow={onShow} />
            ))}
          </ul>
          {list.total > list.rows.length && (
            <p className="meta">{t('waiting.more', { n: number(list.total - list.rows.length) })}</p>
          )}
        </section>
      )}
    </>
  )
}

function Row({ one, onShow }: { one: VitalRequest; onShow: Props['onShow'] }): ReactNode {
  return (
    <li>
      <button type="button" aria-label={t('waiting.open', { name: say(one.name) })} onClick={() => onShow(one.code)}>
        {say(one.name)}
      </button>
      <span className="right">{one.allowed.includes('confirm') && <Tag kind="strong">{t('waiting.yours')}</Tag>}</span>
      <span className="meta wide row wrap">
        <span>{one.home.name}</span>
        <span>{t('waiting.version', { version: one.version + 1 })}</span>
        <span>
          {t('second.by', { name: one.askedByName })} <Age at={one.askedAt} />
        </span>
        <span>
          {t('second.until')} <When at={one.lapsesAt} />
        </span>
        {!one.allowed.includes('confirm') && one.why && <span>{say(one.why)}</span>}
      </span>
    </li>
  )
}

/** Opens them, with how many there are; nothing where nothing waits. */
export function WaitingButton({ onPress }: { onPress: () => void }): ReactNode {
  const total = useQuery(vitalRequestsQuery).data?.total ?? 0
  if (total === 0) return null
  return (
    <Button small onPress={onPress}>
      {t('waiting.title-n', { n: number(total) })}
    </Button>
  )
}
