import { useQuery } from '@tanstack/react-query'
import { Fragment, type ReactNode, useState } from 'react'
import type { WallSettings } from '../../../contract/wall.ts'
import type { WallSeats } from '../../../contract/wall-seat.ts'
import { Age, When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { EmptyState, Failed, Loading } from '../../../ui/screen.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useAct } from '../../use-act.ts'
import { seatsQuery } from './wall-queries.ts'
import { w } from './words.ts'

/** A wall asks each quarter of a minute; five minutes of silence is a wall that stands still. */
const silentS = 300

function LetIn({ settings, wish }: { settings: WallSettings; wish: string | undefined }): ReactNode {
  const act = useAct()
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const send = async () => {
    if (!(await act.run('/wall-seats', { code: code.trim(), name: name.trim(), area: wish }))) return
    toast({ words: w('seat.let-in', { name: name.trim() }) })
    setCode('')
    setName('')
  }
  return (
    <section className="wl-slot" aria-label={w('seat.add')}>
      <h2>{w('seat.add')}</h2>
      <p className="meta">{w('seat.how', { name: settings.area.name })}</p>
      <div className="row wrap wl-seat">
        <TextField label={w('seat.code')} value={code} onChange={setCode} maxLength={20} />
        <TextField label={w('seat.name')} value={name} onChange={setName} maxLength={60} placeholder={w('seat.name-hint')} />
        <Button
          kind="primary"
          busy={act.busy}
          off={code.trim() && name.trim() ? null : w('seat.fill-in')}
          onPress={() => void send()}
        >
          {w('seat.confirm', { name: settings.area.name })}
        </Button>
      </div>
      <FieldNote error={act.error?.message ?? null} />
    </section>
  )
}

/** From where the seat is used; what is odd about it, and what is to be done. */
function Machines({ row: { machines, two, moved, endedAt } }: { row: WallSeats['rows'][number] }): ReactNode {
  const dark = endedAt === null && machines.some(({ refusedAt }) => refusedAt !== null)
  const odd = { 'seat.two': two, 'seat.moved': moved, 'seat.dark': dark } as const
  const tags = (['seat.two', 'seat.moved', 'seat.dark'] as const).filter((tag) => odd[tag])
  return (
    <>
      {tags.map((tag) => (
        <Fragment key={tag}>
          {' '}
          <Tag kind="strong">{w(tag)}</Tag>
        </Fragment>
      ))}
      {(two || moved) && <p className="meta">{w('seat.pair-anew')}</p>}
      {dark && <p className="meta">{w('seat.dark-note')}</p>}
      {machines.length > 0 && (
        <ul className="wl-machines meta">
          {machines.map(({ address, browser, firstAt, lastAt, refusedAt }) => (
            <li key={`${address} ${browser} ${firstAt}`}>
              {browser} · {address} · {w('seat.from')} <When at={firstAt} /> · {w('seat.until')} <When at={lastAt} />
              {refusedAt && (
                <b className="b">
                  {' '}
                  · {w('seat.refused')} <When at={refusedAt} />
                </b>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Row({ row }: { row: WallSeats['rows'][number] }): ReactNode {
  const act = useAct()
  const end = async () => {
    if (await act.run(`/wall-seats/${row.id}/end`, {})) toast({ words: w('seat.ended', { name: row.name }) })
  }
  return (
    <tr>
      <td>
        <b className="b">{row.name}</b>
      </td>
      <td>{row.areaName}</td>
      <td>
        {row.madeBy} · <When at={row.madeAt} />
      </td>
      <td>
        {row.heardAt ? <Age at={row.heardAt} {...(row.endedAt ? {} : { oldAfterS: silentS })} /> : w('seat.unheard')}
        <Machines row={row} />
      </td>
      <td>
        {row.endedAt ? (
          <>
            <Tag>{w('seat.over')}</Tag> {row.endedBy} · <When at={row.endedAt} />
          </>
        ) : (
          <Button small busy={act.busy} label={w('seat.end-one', { name: row.name })} onPress={() => void end()}>
            {w('seat.end')}
          </Button>
        )}
        <FieldNote error={act.error?.message ?? null} />
      </td>
    </tr>
  )
}

/** 大屏席位: the machines that show walls, when each was heard, and the way in and out. */
export function Seats({ settings, wish }: { settings: WallSettings; wish: string | undefined }): ReactNode {
  const query = useQuery(seatsQuery())
  if (!query.data) return query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />
  const { rows } = query.data
  return (
    <div className="stack">
      <LetIn settings={settings} wish={wish} />
      {rows.length === 0 ? (
        <EmptyState empty={{ kind: 'nothing-yet', title: w('seat.none'), note: w('seat.none-note') }} />
      ) : (
        <table className="tb" aria-label={w('tab.seats')}>
          <thead>
            <tr>
              {(['name', 'area', 'made', 'heard', 'state'] as const).map((key) => (
                <th key={key} scope="col">
                  {w(`seat.col.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
