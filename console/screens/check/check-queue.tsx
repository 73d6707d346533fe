import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { CheckRow } from '../../../contract/check.ts'
import { Age } from '../../../ui/age.tsx'
import { CaseTitle } from '../../../ui/case-title.tsx'
import { clockTime } from '../../../ui/format.ts'
import { PageHead } from '../../../ui/frame.tsx'
import { gradeWords } from '../../../ui/grade-badge.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { useKeys } from '../../../ui/keys.ts'
import { List } from '../../../ui/list.tsx'
import { GradeShape } from '../../../ui/risk-shape.tsx'
import { EmptyState, Screen } from '../../../ui/screen.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { useFoot } from '../../frame/foot.ts'
import { t } from '../../messages.ts'
import { type CheckPage, checksQuery } from '../../queries.ts'
import { useTall } from '../../use-wide.ts'
import { CheckPane } from './check-pane.tsx'
import { Disputes } from './disputes.tsx'

const hints = (): KeyHint[] => [{ caps: ['J', 'K'], label: t('keys.rows') }, { action: 'submitForm' }, { action: 'help' }]

/** K7 核查: what was finished and waits for a second pair of eyes; the oldest first. */
export function CheckQueue(): ReactNode {
  const query = useQuery(checksQuery())
  const page = query.data
  useFoot(hints, page ? t('check.foot', { n: page.rows.length, time: clockTime(page.at, true) }) : undefined)
  return (
    <Screen query={query} title={t('place.check.title')}>
      {(data) => <Queue page={data} />}
    </Screen>
  )
}

function tagOf(row: CheckRow): string | null {
  if (row.reading.needed && !row.reading.clear) return t('check.tag.reading')
  if (row.defects.length > 0) return t('check.tag.defects', { n: row.defects.length })
  return row.mayCheck ? null : t('check.tag.own')
}

function Row({ row }: { row: CheckRow }): ReactNode {
  const tag = tagOf(row)
  return (
    <>
      <GradeShape grade={row.grade} size={20} label={gradeWords(row.grade)} />
      <span className="col">
        <span className="h el">
          <CaseTitle title={row.title} />
        </span>
        <span className="l el">{[row.unitName, row.holderName].filter(Boolean).join(' · ')}</span>
      </span>
      <span className="rt">
        <Age at={row.checkingAt} />
        {tag && <Tag>{tag}</Tag>}
      </span>
    </>
  )
}

function Queue({ page }: { page: CheckPage }): ReactNode {
  const { id } = useSearch({ from: '/app/check' })
  const navigate = useNavigate({ from: '/check' })
  const beside = useTall()
  const { rows } = page
  const chosen = rows.find((r) => r.event === id) ?? (beside ? rows[0] : undefined)
  const at = rows.findIndex((r) => r.event === chosen?.event)
  const choose = (event: string | undefined) => void navigate({ search: event ? { id: event } : {}, replace: true })
  const step = (by: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))]
    if (next) choose(next.event)
  }
  useKeys({ next: () => step(1), previous: () => step(-1) })
  const layout = rows.length === 0 ? 'k7-in done' : chosen && !beside ? 'k7-in picked' : 'k7-in'
  return (
    <div className="k7">
      <PageHead title={t('place.check.title')}>
        <span className="meta">{t('check.note', { n: rows.length })}</span>
      </PageHead>
      <div className={layout}>
        <section className="list" aria-label={t('check.list')}>
          <List
            label={t('check.list')}
            rows={rows}
            keyOf={(r) => r.event}
            words={(r) => r.title}
            current={chosen?.event ?? null}
            onCurrent={choose}
            rowOf={(r) => <Row row={r} />}
            none={<EmptyState empty={{ kind: 'all-done', title: t('check.empty'), note: t('check.empty-how') }} />}
          />
          <Disputes />
        </section>
        {chosen ? (
          <CheckPane
            key={chosen.event}
            row={chosen}
            onDone={() => choose((rows[at + 1] ?? rows[at - 1])?.event)}
            onBack={beside ? null : () => choose(undefined)}
          />
        ) : null}
      </div>
    </div>
  )
}
