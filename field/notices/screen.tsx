import { type ReactNode, useEffect } from 'react'
import { When } from '../../ui/age.tsx'
import { PhoneFrame } from '../../ui/phone-frame.tsx'
import { EmptyState, useTitle } from '../../ui/screen.tsx'
import { Tag } from '../../ui/tag.tsx'
import { whyWord } from '../orders/words.ts'
import { hrefOf } from '../route.ts'
import { t } from '../t.ts'
import { type Notice, notices, readAll } from './notices.ts'

const kinds = [
  'order',
  'inform',
  'escalated',
  'overdue',
  'due-soon',
  'returned',
  'check',
  'sent-back',
  'urged',
  'support',
  'dispute',
  'pause',
  'extend',
  'cancelled',
] as const

const titleOf = (notice: Notice): string => {
  const known = kinds.find((kind) => kind === notice.kind)
  return known ? t(`notice.${known}`) : notice.kind
}

function Row({ notice }: { notice: Notice }): ReactNode {
  const inside = (
    <>
      <span className="grow">
        <b className={notice.read ? '' : 'b'}>{titleOf(notice)}</b>
        {notice.why !== notice.kind && <span className="t2 block">{whyWord(notice.why)}</span>}
      </span>
      {notice.urgent && <Tag kind="strong">{t('notice.urgent')}</Tag>}
      <span className="meta nw">
        <When at={notice.at} />
      </span>
    </>
  )
  return (
    <li>
      {notice.order ? (
        <a className="row n-row" href={hrefOf({ at: 'order', id: notice.order })}>
          {inside}
        </a>
      ) : (
        <div className="row n-row">{inside}</div>
      )}
    </li>
  )
}

/** What I was told, newest first. Looking at the list reads it. */
export function Notices(): ReactNode {
  const rows = notices.use()
  useTitle(t('notice.title'))
  useEffect(() => () => readAll(), [])
  return (
    <PhoneFrame title={t('notice.title')} back={hrefOf({ at: 'today' })}>
      {rows.length === 0 ? (
        <EmptyState empty={{ kind: 'nothing-yet', title: t('notice.none'), note: t('notice.none-note') }} />
      ) : (
        <ul className="card n-rows">
          {rows.map((notice) => (
            <Row key={notice.id} notice={notice} />
          ))}
        </ul>
      )}
    </PhoneFrame>
  )
}
