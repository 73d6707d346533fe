import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Ticket, TicketDetail, TicketList } from '../../../contract/ticket.ts'
import { When } from '../../../ui/age.tsx'
import { get } from '../../../ui/api.ts'
import { Button } from '../../../ui/button.tsx'
import { clockTime, distance, NONE, number } from '../../../ui/format.ts'
import { Panel } from '../../../ui/panel.tsx'
import { EmptyState, Screen } from '../../../ui/screen.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say } from '../../messages.ts'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { useAct } from '../../use-act.ts'
import { TicketSheet } from './ticket-sheet.tsx'
import { t } from './words.ts'

const states = ['all', 'open', 'closed', 'void'] as const
type State = (typeof states)[number]
const wishOf: Record<State, Record<string, string>> = {
  ...{ all: {}, open: { open: 'yes' }, closed: { open: 'no', void: 'no' }, void: { void: 'yes' } },
}
type Named = Pick<Ticket, 'pack' | 'no'>

/** Tickets page by page. */
const ticketsQuery = (wish: Record<string, string | undefined>) =>
  infiniteQueryOptions({
    queryKey: ['vetting', 'tickets', wish],
    queryFn: ({ signal, pageParam }) => get<TicketList>('/tickets', { ...wish, limit: 100, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    // Another filter shows what it finds below the same head: a sheet that is being looked at stays.
    placeholderData: keepPreviousData,
  })

/** 电子联单: what the gates told, newest first; one of them beside what its truck told on the way, and voided where it was a mistake. */
export function Tickets(): ReactNode {
  const [plate, setPlate] = useState('')
  const [state, setState] = useState<State>('all')
  const [chosen, setChosen] = useState<Named | null>(null)
  const [brings, setBrings] = useState(false)
  const query = useInfiniteQuery(ticketsQuery({ plate: plate.trim() || undefined, ...wishOf[state] }))
  const sheets = query.data?.pages[0]?.sheets ?? []
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section className="plain-list" tabIndex={0} aria-label={t('tickets.title')}>
      <div className="row wrap tickets-filter">
        <Segmented
          label={t('tickets.state')}
          items={states.map((id) => ({ id, label: t(`tickets.${id}`) }))}
          value={state}
          onChange={(id) => setState(id as State)}
        />
        <TextField label={t('tickets.plate')} value={plate} onChange={setPlate} />
        {sheets.length > 0 && !brings && (
          <Button icon="upload" onPress={() => setBrings(true)}>
            {t('tickets.sheet')}
          </Button>
        )}
      </div>
      {brings && <TicketSheet sheets={sheets} onClose={() => setBrings(false)} />}
      <Screen query={query} title={t('tickets.title')}>
        {({ pages }) =>
          pages[0]!.total === 0 ? (
            <EmptyState empty={{ kind: 'nothing-yet', title: t('tickets.none'), note: t('tickets.none-how') }} />
          ) : (
            <div className={chosen ? 'tickets-cols' : 'stack'}>
              <div className="stack">
                <AsOf pages={pages} />
                <Rows rows={pages.flatMap(({ rows }) => rows)} chosen={chosen} onPick={setChosen} />
                {query.hasNextPage && (
                  <Button small busy={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
                    {t('more')}
                  </Button>
                )}
              </div>
              {chosen && <Detail key={`${chosen.pack} ${chosen.no}`} named={chosen} onClose={() => setChosen(null)} />}
            </div>
          )
        }
      </Screen>
    </section>
  )
}

function AsOf({ pages }: { pages: readonly TicketList[] }): ReactNode {
  const n = pages.reduce((sum, { rows }) => sum + rows.length, 0)
  const { total, at } = pages[0]!
  return <span className="t2">{t('tickets.as-of', { n: number(n), of: number(total), time: clockTime(at, true) })}</span>
}

const stateOf = (one: Ticket): 'void' | 'closed' | 'open' => (one.void ? 'void' : one.closedAt ? 'closed' : 'open')

type Picking = { rows: readonly Ticket[]; chosen: Named | null; onPick: (one: Named) => void }
function Rows({ rows, chosen, onPick }: Picking): ReactNode {
  return (
    <table className="tb" aria-label={t('tickets.title')}>
      <thead>
        <tr>
          <th>{t('tickets.no')}</th>
          <th>{t('tickets.plate')}</th>
          <th>{t('tickets.way')}</th>
          <th className="num">{t('tickets.load')}</th>
          <th>{t('tickets.opened')}</th>
          <th>{t('tickets.state')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={`${one.pack} ${one.no}`} className={one.no === chosen?.no && one.pack === chosen.pack ? 'now' : ''}>
            <td>
              <button type="button" className="linkish" onClick={() => onPick(one)}>
                {one.no}
              </button>
            </td>
            <td>{one.plate}</td>
            <td>{`${one.fromName} → ${one.toName}`}</td>
            <td className="num">{`${number(one.load)} ${one.unit}`}</td>
            <td>
              <When at={one.openedAt} />
            </td>
            <td>
              <Tag kind={stateOf(one) === 'open' ? 'ink' : 'plain'}>{t(`tickets.${stateOf(one)}`)}</Tag>{' '}
              {one.washed === false && <Tag kind="strong">{t('tickets.washed-no')}</Tag>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Detail({ named, onClose }: { named: Named; onClose: () => void }): ReactNode {
  const { pack, no } = named
  const query = useQuery({
    queryKey: ['vetting', 'tickets', 'one', pack, no],
    queryFn: ({ signal }) => get<TicketDetail>('/ticket-details', { pack, no }, signal),
  })
  const [voids, setVoids] = useState(false)
  return (
    <Panel title={no} note={t('tickets.one')}>
      <Screen query={query} title={no}>
        {(one) => (
          <div className="stack">
            <Facts one={one} />
            <Checks checks={one.checks} />
            {voids && <VoidForm named={named} onClose={() => setVoids(false)} />}
            <div className="row wrap">
              {one.mayVoid && !voids && <Button onPress={() => setVoids(true)}>{t('tickets.void-do')}</Button>}
              <Button onPress={onClose}>{t('tickets.shut')}</Button>
            </div>
          </div>
        )}
      </Screen>
    </Panel>
  )
}

/** A gate that does not tell says neither yes nor no. */
const washWords = (washed: boolean | null) =>
  washed === null ? 'tickets.washed-untold' : washed ? 'tickets.washed-yes' : 'tickets.washed-no'

function Facts({ one: { ticket, places, several } }: { one: TicketDetail }): ReactNode {
  const far = (metres: number | null): string => (metres === null ? NONE : distance(metres))
  return (
    <dl className="vet-kv">
      <dt>{t('tickets.plate')}</dt>
      <dd>
        {ticket.plate}
        {ticket.carrier === null && several.length === 0 && ` · ${t('tickets.unknown-truck')}`}
        {several.length > 0 && (
          <p role="status">{t('vetting.register-several', { n: several.length, list: several.join(' · ') })}</p>
        )}
      </dd>
      <dt>{t('tickets.from')}</dt>
      <dd>{`${ticket.fromName} · ${number(ticket.load)} ${ticket.unit}`}</dd>
      <dt>{t('tickets.opened')}</dt>
      <dd>
        <When at={ticket.openedAt} seconds /> {ticket.openedBy}
      </dd>
      <dt>{t('tickets.washed')}</dt>
      <dd>{t(washWords(ticket.washed))}</dd>
      <dt>{t('tickets.to')}</dt>
      <dd>
        {ticket.toName}
        {ticket.closedLoad !== null && ` · ${number(ticket.closedLoad)} ${ticket.unit}`}
      </dd>
      <dt>{t('tickets.closed-at')}</dt>
      <dd>
        {ticket.closedAt ? <When at={ticket.closedAt} seconds /> : t('tickets.not-closed')} {ticket.closedBy}
      </dd>
      <dt>{t('tickets.places')}</dt>
      <dd>
        {places.n === 0
          ? t('tickets.places-none')
          : t('tickets.places-n', { n: number(places.n), from: far(places.fromM), to: far(places.toM) })}
      </dd>
      {ticket.void && (
        <>
          <dt>{t('tickets.void')}</dt>
          <dd>
            <When at={ticket.void.at} /> {ticket.void.byName}：{ticket.void.reason}
          </dd>
        </>
      )}
    </dl>
  )
}

function Checks({ checks }: { checks: TicketDetail['checks'] }): ReactNode {
  if (checks.length === 0) return <p className="t2">{t('tickets.checks-none')}</p>
  return (
    <ul className="near" aria-label={t('tickets.checks')}>
      {checks.map((one) => (
        <li key={`${one.type}${one.at}`}>
          <span className="grow">
            <b className="b">{say(one.typeName)}</b> <When at={one.at} />
            <br />
            <span className="t2">{one.said}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}

function VoidForm({ named: { pack, no }, onClose }: { named: Named; onClose: () => void }): ReactNode {
  const act = useAct()
  const send = async (reason: string) => {
    const done = await act.run('/tickets/void', { pack, no, reason })
    if (!done) return null
    toast({ words: t('tickets.voided', { no }) })
    onClose()
    return done
  }
  return (
    <ReasonForm
      draft={`ticket-${pack}-${no}`}
      title={t('tickets.void-title', { no })}
      note={t('tickets.void-note')}
      verb={t('tickets.void-do')}
      act={act}
      onSend={send}
      onCancel={onClose}
    />
  )
}
