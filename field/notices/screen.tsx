import { type ReactNode, useEffect } from 'react'
import { withoutMark } from '../../contract/exercise-mark.ts'
import { When } from '../../ui/age.tsx'
import { serverNow } from '../../ui/clock.ts'
import { shortTime } from '../../ui/format.ts'
import { PhoneFrame } from '../../ui/phone-frame.tsx'
import { EmptyState, useTitle } from '../../ui/screen.tsx'
import { lang, t as ui } from '../../ui/t.ts'
import { Tag } from '../../ui/tag.tsx'
import { useOrders } from '../orders/orders.ts'
import { whyWord } from '../orders/words.ts'
import { hrefOf } from '../route.ts'
import { t } from '../t.ts'
import {
  type Notice,
  type NoticeAreas,
  type NoticeChange,
  type NoticeDefinition,
  type NoticeGap,
  notices,
  readAll,
} from './notices.ts'

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
  'pause-voided',
  'resumed',
  'duty-gap',
  'paper-soon',
  'paper-expired',
  'stuck',
  'concern',
  'lead-request',
  'check-up',
  'vital-silent',
  'part-unmanned',
  'review-action',
  'pack-off',
  'pack-off-asked',
  'pack-tune-asked',
  'object-change-asked',
  'vital-publish-asked',
  'areas-failed',
  'wall-two-machines',
  'wall-key-refused',
] as const

const titleOf = (notice: Notice): string => {
  const known = kinds.find((kind) => kind === notice.kind)
  return known ? t(`notice.${known}`) : notice.kind
}

const gapWords = ({ unitName, postName, from, to }: NoticeGap): string =>
  t('notice.gap', {
    post: `${unitName} ${postName}`,
    from: shortTime(from, serverNow(), lang()),
    to: shortTime(to, serverNow(), lang()),
  })

const areasWords = ({ title, day, why }: NoticeAreas): string =>
  t('notice.areas-of', { title, day, why: lang() === 'en' ? why.en : why.zh })

const wallKey = ({ kind }: Notice) => (kind === 'wall-key-refused' ? 'notice.wall-refused-of' : 'notice.wall-of')

const changeWords = ({ name, more }: NoticeChange | NoticeDefinition): string => (more ? t('notice.changes-of', { name }) : name)

/** What a notice opens; check-ups, vitals, packs and changes of the register stand in the console, which the same session opens. */
function placeOf({ order, paper, checkUp, vital, silent, pack, change, definition, areas, wall }: Notice): string | null {
  if (order) return hrefOf({ at: 'order', id: order })
  if (paper) return hrefOf({ at: 'object', id: paper.object })
  if (areas) return '/admin?tab=areas'
  if (wall) return '/walls?tab=seats'
  if (silent) return '/vitals?side=tasks'
  if (vital) return `/vitals?vital=${encodeURIComponent(vital.code)}`
  if (definition?.more) return '/vitals?side=waiting'
  if (definition) return `/vitals?vital=${encodeURIComponent(definition.code)}&side=entry`
  if (pack) return `/packs?pack=${encodeURIComponent(pack.id)}&tab=settings`
  if (change) return `/objects?kind=${encodeURIComponent(change.objectKind)}&id=${encodeURIComponent(change.object)}`
  return checkUp ? `/check-up?id=${encodeURIComponent(checkUp.id)}` : null
}

function Row({ notice, about }: { notice: Notice; about: string | null }): ReactNode {
  const inside = (
    <>
      <span className="row">
        <b className={notice.read ? 'grow' : 'grow b'}>
          {notice.exercise && <b className="drill">{ui('drill')}</b>} {titleOf(notice)}
        </b>
        {notice.urgent && <Tag kind="strong">{t('notice.urgent')}</Tag>}
      </span>
      {about && <span className="block">{withoutMark(about)}</span>}
      {notice.gap && <span className="block">{gapWords(notice.gap)}</span>}
      {notice.paper && <span className="block">{t('notice.paper', notice.paper)}</span>}
      {notice.vital && <span className="block">{t('notice.vital', notice.vital)}</span>}
      {notice.silent && <span className="block">{t('notice.silent', notice.silent)}</span>}
      {notice.part && <span className="block b">{lang() === 'en' ? notice.part.en : notice.part.zh}</span>}
      {notice.pack && <span className="block">{t('notice.pack-of', notice.pack)}</span>}
      {notice.wall && <span className="block">{t(wallKey(notice), notice.wall)}</span>}
      {notice.areas && <span className="block">{areasWords(notice.areas)}</span>}
      {notice.change && <span className="block">{changeWords(notice.change)}</span>}
      {notice.definition && <span className="block">{changeWords(notice.definition)}</span>}
      {notice.checkUp && <span className="block">{t('notice.check-up-of', notice.checkUp)}</span>}
      <span className="meta block">
        <When at={notice.at} />
        {notice.why !== notice.kind && ` · ${whyWord(notice.why)}`}
      </span>
    </>
  )
  const opens = placeOf(notice)
  return (
    <li>
      {opens ? (
        <a className="n-row" href={opens}>
          {inside}
        </a>
      ) : (
        <div className="n-row">{inside}</div>
      )}
      {notice.checkUp && <Files checkUp={notice.checkUp} />}
    </li>
  )
}

/** What is sent with a check-up: as it was known then, whenever it is opened. */
function Files({ checkUp }: { checkUp: NonNullable<Notice['checkUp']> }): ReactNode {
  const way = `/api/v1/check-ups/${encodeURIComponent(checkUp.id)}`
  const query = `?lang=${lang() === 'en' ? 'en' : 'zh'}`
  return (
    <p className="n-files">
      <a className="btn s" href={`${way}/paper.pdf${query}`} download>
        {t('notice.check-up-pdf')}
      </a>
      <a className="btn s" href={`${way}/sheet.xlsx${query}`} download>
        {t('notice.check-up-sheet')}
      </a>
    </p>
  )
}

/** What I was told, newest first. Looking at the list reads it. */
export function Notices(): ReactNode {
  const rows = notices.use()
  const orders = useOrders().data?.rows ?? []
  useTitle(t('notice.title'))
  useEffect(() => () => readAll(), [])
  return (
    <PhoneFrame title={t('notice.title')} back={hrefOf({ at: 'today' })}>
      {rows.length === 0 ? (
        <EmptyState empty={{ kind: 'nothing-yet', title: t('notice.none'), note: t('notice.none-note') }} />
      ) : (
        <ul className="card n-rows">
          {rows.map((notice) => (
            <Row key={notice.id} notice={notice} about={orders.find((one) => one.id === notice.order)?.title ?? null} />
          ))}
        </ul>
      )}
    </PhoneFrame>
  )
}
