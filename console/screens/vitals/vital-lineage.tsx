import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { periodWords } from '../../../contract/period-words.ts'
import type { VitalPage, VitalTold } from '../../../contract/vital.ts'
import type { VitalAnswering, VitalRows, VitalSourceRow } from '../../../contract/vital-lineage.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { number } from '../../../ui/format.ts'
import { Failed, Loading } from '../../../ui/screen.tsx'
import { t as part } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { say } from '../../messages.ts'
import { CallPost } from '../../parts/call-post.tsx'
import { stateWords } from '../../parts/state-words.ts'
import { t } from './lineage-words.ts'
import { otherVersion } from './version-words.ts'
import { Confirmed, Marks } from './vital-marks.tsx'
import { rowsQuery } from './vital-queries.ts'
import { bothText, valueText } from './vital-words.ts'

type Props = { page: VitalPage; period: string }

/** 数从哪里来: the rows a number comes from, each to be opened, and the people who answer for it, each to be rung up. */
export function VitalLineage({ page, period }: Props): ReactNode {
  const [open, setOpen] = useState(false)
  const query = useInfiniteQuery({
    ...rowsQuery(page.definition.code, page.area.code, { by: page.by, period, knownAt: page.knownAt }),
    enabled: open,
  })
  const first = query.data?.pages[0]
  const pages = query.data?.pages ?? []
  return (
    <section>
      <h3>{t('lineage.title')}</h3>
      <Button small label={t(open ? 'lineage.hide' : 'lineage.show')} onPress={() => setOpen(!open)}>
        {t(open ? 'lineage.hide' : 'lineage.show')}
      </Button>
      {open && query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {open && !first && !query.error && <Loading />}
      {open && first && (
        <>
          <Answering people={first.answering} />
          <Source page={page} pages={pages} />
          {query.hasNextPage && (
            <Button small busy={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
              {first.more
                ? t('lineage.more-than', { n: number(first.total) })
                : t('lineage.more', { n: number(first.total - shownOf(pages)) })}
            </Button>
          )}
        </>
      )}
    </section>
  )
}

const shownOf = (pages: readonly VitalRows[]): number => pages.reduce((sum, { rows, told }) => sum + rows.length + told.length, 0)

function Source({ page: { definition, cell, version, by }, pages }: { page: VitalPage; pages: readonly VitalRows[] }): ReactNode {
  const first = pages[0]!
  const { of, why, total } = first
  const told = (
    <Told rows={pages.flatMap((one) => one.told)} definition={definition} version={version} dated={by !== definition.cadence} />
  )
  if (why)
    return (
      <>
        <p className="meta">{t(`lineage.why.${why}`)}</p>
        {why === 'then' && told}
      </>
    )
  if (of === null) return <p className="meta">{t('lineage.formula')}</p>
  if (of === 'told') return told
  // Of several periods added up the rows are counted anew, and some have changed.
  const counted = cell ? (cell.denominator ?? cell.value) : null
  return (
    <>
      <p className="meta">
        {t(`lineage.rows.${of}`, { n: number(total) })}
        {/* Counted once and changed since: both numbers are said. */}
        {counted !== null &&
          counted !== total &&
          of !== 'readings' &&
          !definition.count?.different &&
          ` · ${t('lineage.then', { n: number(counted) })}`}
      </p>
      <ul className="k10-rows">
        {pages
          .flatMap(({ rows }) => rows)
          .map((row) => (
            <SourceRow key={row.key} row={row} of={of} definition={definition} />
          ))}
      </ul>
    </>
  )
}

type Rows = Exclude<VitalRows['of'], 'told' | null>
type RowProps = { row: VitalSourceRow; of: Rows; definition: VitalPage['definition'] }

function SourceRow({ row, of, definition }: RowProps): ReactNode {
  const { id, opens, no, title, areaName, at, unitName, name, meets } = row
  const who = [unitName, name].filter((one) => one !== null).join(' ')
  const isDevice = of === 'readings' || of === 'devices'
  return (
    <li>
      {opens === 'event' ? (
        <Link to="/events/$id" params={{ id }}>
          {title}
        </Link>
      ) : (
        <Link to="/objects" search={{ id }}>
          {title}
        </Link>
      )}
      <span className="right">{row.heard ? heardText(row.heard, definition) : stateText(of, row)}</span>
      <span className="meta wide row wrap">
        <span>{no}</span>
        {areaName && <span>{areaName}</span>}
        {at && <When at={at} />}
        {meets && of !== 'devices' && <Tag>{t('lineage.meets')}</Tag>}
      </span>
      <span className="meta wide">
        {who
          ? t(isDevice ? 'lineage.kept-by' : 'lineage.in-hand', { who })
          : t(isDevice ? 'lineage.kept-by-nobody' : 'lineage.nobody')}
      </span>
    </li>
  )
}

const risks = new Set(['red', 'orange', 'yellow', 'blue', 'green'])
function stateText(of: Rows, { state, meets }: VitalSourceRow): string {
  if (of === 'devices' || of === 'readings') return t(meets ? 'lineage.heard' : 'lineage.unheard')
  if (of === 'events') return stateWords(state)
  if (of === 'orders') return part(`order.${state as 'asked'}`)
  return risks.has(state) ? part(`risk.${state as 'red'}`) : t('lineage.unrated')
}

/** 52（12 条）: what a device told in the period, and of how many readings; of a share how many of them met it. */
function heardText({ n, value }: NonNullable<VitalSourceRow['heard']>, definition: VitalPage['definition']): string {
  if (n === 0 || value === null) return t('lineage.unheard')
  if (definition.aggregation === 'ratio') return `${number(value)}/${number(n)}`
  return t('lineage.of-readings', { value: valueText(value, definition), n: number(n) })
}

/** Whom to ask about the number: who answers for the vital, who leads the duty there, who told it. */
function Answering({ people }: { people: readonly VitalAnswering[] }): ReactNode {
  if (people.length === 0) return <p className="meta">{t('lineage.no-answer')}</p>
  return (
    <ul className="k10-rows">
      {people.map(({ why, post, postName, unitName, person, name, mayCall, desk }) => (
        <li key={post}>
          <span>
            <b>{name ?? t('lineage.unheld')}</b> <span className="meta">{t(`lineage.who.${why}`)}</span>
          </span>
          <span className="right">
            <CallPost post={post} person={person} name={name ?? postName} mayCall={mayCall} desk={desk} />
          </span>
          <span className="meta wide">
            {unitName} {postName}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** `dated`: rows of several periods, each with its own. */
type ToldProps = { rows: readonly VitalTold[]; definition: VitalPage['definition']; version: number; dated: boolean }

/** Values as they were told; by which version is said where it is not the page's. */
function Told({ rows, definition, version, dated }: ToldProps): ReactNode {
  return (
    <ul className="k10-rows">
      {rows.map((row) => (
        <li key={`${row.area} ${row.period} ${row.knownAt} ${row.replaced}`} className={row.replaced ? 'meta' : undefined}>
          <span>{row.name}</span>
          <b className="right">{row.value === null ? t('lineage.withdrawn') : valueText(row.value, definition)}</b>
          <span className="meta wide row wrap">
            {dated && <span>{say(periodWords(row.period))}</span>}
            {bothText(row) && <span>{bothText(row)}</span>}
            <span>{t(`lineage.source.${row.source as 'api'}`)}</span>
            <span>{row.byName ?? t('lineage.platform')}</span>
            <When at={row.knownAt} />
            {row.version !== version && (
              <span>{otherVersion({ version: row.version, oldestVersion: row.version }, version)}</span>
            )}
            {row.replaced && <Tag>{t('lineage.replaced')}</Tag>}
            {row.marks.length > 0 && (
              <Tag kind={row.confirmed ? 'plain' : 'strong'}>{t(row.confirmed ? 'lineage.confirmed' : 'lineage.doubted')}</Tag>
            )}
          </span>
          <Marks marks={row.marks} />
          <Confirmed confirmed={row.confirmed} />
          {row.reason && <span className="meta wide">{t('lineage.reason', { reason: row.reason })}</span>}
        </li>
      ))}
    </ul>
  )
}
