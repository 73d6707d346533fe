import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { DutyList, DutyPost } from '../../../contract/duty.ts'
import { Age } from '../../../ui/age.tsx'
import { useNow } from '../../../ui/clock.ts'
import { clockTime } from '../../../ui/format.ts'
import { PageHead } from '../../../ui/frame.tsx'
import { Icon } from '../../../ui/icons.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { useKeys } from '../../../ui/keys.ts'
import { EmptyState, Screen } from '../../../ui/screen.tsx'
import { comma } from '../../../ui/t.ts'
import { type Column, Table } from '../../../ui/table.tsx'
import { useFoot } from '../../frame/foot.ts'
import { useArea } from '../../frame/use-area.ts'
import { t } from '../../messages.ts'
import { dutyQuery } from '../../queries.ts'
import { changed } from '../../search.ts'
import { PostPane } from './post-pane.tsx'
import { firstGapWords, lastCallWords, momentWords } from './words.ts'

const hints = (): KeyHint[] => [{ caps: ['J', 'K'], label: t('keys.rows') }, { action: 'area' }, { action: 'help' }]

/** K6 值班与组织: who is on duty in the area and right below it, who comes next, and where nobody is, as an error. */
export function Duty(): ReactNode {
  const { wish } = useArea()
  const query = useQuery(dutyQuery(wish))
  const page = query.data
  const now = useNow()
  const note = page && { n: page.rows.length, until: momentWords(page.until, now), time: clockTime(page.at, true) }
  useFoot(hints, note ? t('duty.foot', note) : undefined)
  return (
    <Screen query={query} title={t('place.duty.title')}>
      {(data) => <Posts page={data} />}
    </Screen>
  )
}

function Sum({ page }: { page: DutyList }): ReactNode {
  const kept = page.rows.filter((row) => row.kept)
  const n = kept.filter((row) => row.gaps.length > 0).length
  const words = t('duty.gaps-of', { n, of: kept.length })
  return n > 0 ? <RosterGap>{words}</RosterGap> : <span className="meta">{words}</span>
}

/** A gap is an error, in the red of the levels and with a sign: never an empty cell. */
export function RosterGap({ children }: { children: ReactNode }): ReactNode {
  return (
    <span className="gap">
      <Icon name="alert" size={14} />
      <span className="el">{children}</span>
    </span>
  )
}

function OnDuty({ row }: { row: DutyPost }): ReactNode {
  const now = useNow()
  if (row.now)
    return (
      <>
        <b className="b">{row.now.personName}</b>{' '}
        <span className="t2">{t('duty.until', { time: momentWords(row.now.to, now) })}</span>
      </>
    )
  if (row.answering.length === 0) return <RosterGap>{t('duty.vacant')}</RosterGap>
  if (row.kept) return <RosterGap>{t('duty.nobody')}</RosterGap>
  const names = row.answering.map(({ name }) => name).join(comma())
  return (
    <>
      {names} <span className="t2">{t('duty.not-kept')}</span>
    </>
  )
}

function Gaps({ row }: { row: DutyPost }): ReactNode {
  const now = useNow()
  if (!row.kept) return <span className="t2">{t('duty.not-kept')}</span>
  const words = firstGapWords(row.gaps, now)
  return row.gaps.length > 0 ? <RosterGap>{words}</RosterGap> : <span className="t2">{words}</span>
}

function Next({ row }: { row: DutyPost }): ReactNode {
  const now = useNow()
  if (!row.next) return null
  return (
    <>
      {row.next.personName} <span className="t2">{momentWords(row.next.from, now)}</span>
    </>
  )
}

const columns = (top: string | undefined): Column<DutyPost>[] => [
  {
    id: 'unit',
    label: t('duty.unit'),
    width: 'minmax(8rem, 1fr)',
    cell: (r) => <span className={r.tier === top ? '' : 'below'}>{r.unitShort}</span>,
  },
  { id: 'post', label: t('duty.post'), width: 'minmax(5rem, .6fr)', cell: (r) => r.postName },
  { id: 'now', label: t('duty.now'), width: 'minmax(12.5rem, 1.2fr)', cell: (r) => <OnDuty row={r} /> },
  { id: 'next', label: t('duty.next'), width: 'minmax(10.5rem, 1fr)', cell: (r) => <Next row={r} /> },
  { id: 'gaps', label: t('duty.gap'), width: 'minmax(11rem, 1.3fr)', cell: (r) => <Gaps row={r} /> },
  {
    id: 'last',
    label: t('duty.last'),
    width: 'minmax(10rem, .9fr)',
    cell: (r) =>
      r.lastCall ? (
        <>
          {lastCallWords(r.lastCall)} <Age at={r.lastCall.at} />
        </>
      ) : (
        <span className="t2">{t('duty.never')}</span>
      ),
  },
]

function Posts({ page }: { page: DutyList }): ReactNode {
  const { post } = useSearch({ from: '/app/duty' })
  const navigate = useNavigate({ from: '/duty' })
  const { rows } = page
  // What is wrong first: that is what somebody comes for.
  const chosen = rows.find((r) => r.post === post) ?? rows.find((r) => r.gaps.length > 0) ?? rows[0]
  const choose = (id: string) => void navigate({ search: (before) => changed(before, { post: id }), replace: true })
  const at = rows.findIndex((r) => r.post === chosen?.post)
  const step = (by: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))]
    if (next) choose(next.post)
  }
  useKeys({ next: () => step(1), previous: () => step(-1) })
  return (
    <div className="k3">
      <PageHead title={t('place.duty.title')}>{rows.length > 0 && <Sum page={page} />}</PageHead>
      {chosen ? (
        <div className="k6-in">
          <Table
            label={t('place.duty.title')}
            rows={rows}
            columns={columns(rows[0]?.tier)}
            keyOf={(r) => r.post}
            current={chosen.post}
            onCurrent={choose}
            onOpen={(r) => choose(r.post)}
          />
          <PostPane key={chosen.post} row={chosen} until={page.until} />
        </div>
      ) : (
        <EmptyState empty={{ kind: 'nothing-yet', title: t('duty.none'), note: t('duty.none-how') }} />
      )}
    </div>
  )
}
