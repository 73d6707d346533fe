import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { RiskLine, RiskRegister } from '../../../contract/object-risk.ts'
import type { Risk } from '../../../contract/scales.ts'
import { When } from '../../../ui/age.tsx'
import { clockTime, number } from '../../../ui/format.ts'
import { PageHead } from '../../../ui/frame.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { useKeys } from '../../../ui/keys.ts'
import { RiskBadge } from '../../../ui/risk-badge.tsx'
import { EmptyState, Failed, Loading, OldNote, Screen, Unread } from '../../../ui/screen.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { comma } from '../../../ui/t.ts'
import { type Column, Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { useFoot } from '../../frame/foot.ts'
import { useArea } from '../../frame/use-area.ts'
import { say, t } from '../../messages.ts'
import { changed, type RiskSearch } from '../../search.ts'
import { t as rated } from '../objects/why/words.ts'
import { levels } from './levels.ts'
import { RiskAreas } from './risk-areas.tsx'
import { RiskLegend } from './risk-legend.tsx'
import { objectRiskQuery, riskObjectsQuery, risksQuery } from './risk-queries.ts'
import { RiskWhy } from './risk-why.tsx'

const hints = (): KeyHint[] => [{ caps: ['J', 'K'], label: t('keys.rows') }, { action: 'area' }, { action: 'help' }]
const everyKind = 'all'

/** 风险台账: how many objects have which of the five levels, the worst first, why, and what brings them back. */
export function RiskScreen(): ReactNode {
  const { wish } = useArea()
  const { kind } = useSearch({ from: '/app/risk' })
  const query = useQuery(risksQuery({ area: wish, kind }))
  const register = query.data
  const rated = register ? levels.reduce((sum, level) => sum + register.counts[level], register.counts.unrated) : 0
  useFoot(hints, register ? t('risk.foot', { n: number(rated), time: clockTime(register.at, true) }) : undefined)
  return (
    <Screen
      query={query}
      title={t('place.risk.title')}
      empty={() => (rated === 0 ? { kind: 'nothing-yet', title: t('risk.none'), note: t('risk.none-how') } : null)}
    >
      {(found) => <Register register={found} />}
    </Screen>
  )
}

function Register({ register }: { register: RiskRegister }): ReactNode {
  const { view = 'objects', kind, level, by } = useSearch({ from: '/app/risk' })
  const navigate = useNavigate({ from: '/risk' })
  const turn = (next: { [K in keyof RiskSearch]?: RiskSearch[K] | undefined }) =>
    void navigate({ search: (before) => changed(before, next), replace: true })
  const views = [
    { id: 'objects', label: t('risk.objects') },
    { id: 'areas', label: t('risk.areas') },
  ]
  return (
    <div className="k3">
      <PageHead title={t('place.risk.title')}>
        {register.kinds.length > 1 && (
          <Segmented
            label={t('risk.kind')}
            items={[
              { id: everyKind, label: t('risk.every-kind') },
              ...register.kinds.map((one) => ({ id: one.kind, label: say(one.name) })),
            ]}
            value={kind ?? everyKind}
            onChange={(next) => turn({ kind: next === everyKind ? undefined : next })}
          />
        )}
        <Segmented
          label={t('risk.view')}
          items={views}
          value={view}
          onChange={(next) => turn({ view: next === 'areas' ? 'areas' : undefined })}
        />
      </PageHead>
      <RiskLegend
        register={register}
        level={level}
        onLevel={(next) => turn({ level: next, object: undefined, view: undefined })}
        desk={by === 'desk'}
        onDesk={(on) => turn({ by: on ? 'desk' : undefined, object: undefined, view: undefined })}
      />
      {view === 'areas' ? <RiskAreas parts={register.children} /> : <Objects />}
    </div>
  )
}

/** The mark says where the level comes from, and nothing of who wrote it. */
const nameWords = ({ name, desk }: RiskLine): ReactNode =>
  desk ? (
    <span className="row" title={rated('desk-note')}>
      <span className="el" title={name}>
        {name}
      </span>{' '}
      <Tag>{rated('desk')}</Tag>
    </span>
  ) : (
    name
  )

const whyWords = ({ why }: RiskLine): string => why.map(say).join(comma())

const columns = (): Column<RiskLine>[] => [
  { id: 'level', label: t('risk.level'), width: '8.5rem', cell: (row) => <RiskBadge risk={row.level} /> },
  { id: 'object', label: t('risk.object'), width: 'minmax(11rem, 1.5fr)', cell: nameWords },
  { id: 'where', label: t('risk.where'), width: 'minmax(8rem, .8fr)', cell: (row) => row.areaName },
  { id: 'score', label: t('risk.score'), width: '4rem', number: true, cell: (row) => number(row.score, 1) },
  {
    id: 'unknown',
    label: t('risk.unknown-of'),
    width: 'minmax(8.5rem, .6fr)',
    cell: (row) => t('risk.unknown', { n: row.unknown, of: row.of }),
  },
  { id: 'why', label: t('risk.why'), width: 'minmax(10rem, 1.6fr)', cell: whyWords },
  { id: 'since', label: t('risk.since'), width: '8rem', cell: (row) => <When at={row.since} /> },
]

function Objects(): ReactNode {
  const { wish } = useArea()
  const { kind, level, object, by } = useSearch({ from: '/app/risk' })
  const navigate = useNavigate({ from: '/risk' })
  const query = useInfiniteQuery(riskObjectsQuery({ area: wish, kind, level, desk: by === 'desk' }))
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  // A link names its object: the first of the list in its stead would be taken for it.
  const current = object ?? rows[0]?.id
  const shown = rows.find((row) => row.id === current)
  const choose = (id: string) => void navigate({ search: (before) => changed(before, { object: id }), replace: true })
  const at = rows.findIndex((row) => row.id === current)
  const step = (by: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))]
    if (next) choose(next.id)
  }
  useKeys({ next: () => step(1), previous: () => step(-1) })
  if (!query.data) return <Unread query={query} />
  const none = (
    <NoneOfLevel
      desk={by === 'desk'}
      onAll={() => void navigate({ search: (before) => changed(before, { level: undefined, by: undefined }), replace: true })}
    />
  )
  if (current === undefined) return none
  const list = (
    <Table
      label={t('place.risk.title')}
      rows={rows}
      columns={columns()}
      keyOf={(row) => row.id}
      current={current}
      onCurrent={choose}
      onOpen={(row) => choose(row.id)}
      onEnd={() => void (query.hasNextPage && query.fetchNextPage())}
    />
  )
  return (
    <>
      <OldNote query={query} />
      <div className="k6-in">
        {rows.length > 0 ? list : none}
        {shown ? <Pane row={shown} /> : <LinkedPane key={current} id={current} />}
      </div>
    </>
  )
}

/** An object a link names that stands on no page of the list that is shown. */
function LinkedPane({ id }: { id: string }): ReactNode {
  const query = useQuery(objectRiskQuery(id))
  const risk = query.data
  if (query.error)
    return (
      <aside className="side k6-pane">
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      </aside>
    )
  if (!risk) return <Loading />
  const { level = null } = risk.rated ?? {}
  return <Pane row={{ ...risk, level }} />
}

function NoneOfLevel({ desk, onAll }: { desk: boolean; onAll: () => void }): ReactNode {
  return (
    <EmptyState
      empty={{
        kind: 'no-match',
        title: desk ? rated('desk-none') : t('risk.none-level'),
        action: { label: t('risk.all-levels'), onPress: onAll },
      }}
    />
  )
}

type Shown = Pick<RiskLine, 'id' | 'name' | 'areaName' | 'code'> & { level: Risk | null }

function Pane({ row }: { row: Shown }): ReactNode {
  return (
    <aside className="side k6-pane" aria-label={row.name}>
      <section>
        <h2>{row.name}</h2>
        <p className="row wrap">
          <RiskBadge risk={row.level} />
          <span className="meta">{row.areaName}</span>
          <span className="meta">{row.code}</span>
        </p>
        <Link className="meta" to="/map" search={{ pick: row.id, show: 'objects' }}>
          {t('risk.open-map')}
        </Link>
      </section>
      <RiskWhy key={row.id} id={row.id} />
    </aside>
  )
}
