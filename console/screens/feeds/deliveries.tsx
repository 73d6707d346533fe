import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useRef, useState } from 'react'
import type { DeliveryRow, MappedFeedRow } from '../../../contract/mapped-feed.ts'
import { When } from '../../../ui/age.tsx'
import { ApiError, request } from '../../../ui/api.ts'
import { Button } from '../../../ui/button.tsx'
import { NONE, number } from '../../../ui/format.ts'
import { EmptyState, Failed, Loading } from '../../../ui/screen.tsx'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say } from '../../messages.ts'
import { saveFile } from '../../parts/save-file.ts'
import { deliveriesQuery } from './mapped-queries.ts'
import { t } from './words.ts'

type Props = { feed: MappedFeedRow; changes: boolean; onChange: () => void }

/** What a feed received last, with what became of the rows; a file can be brought here. */
export function Deliveries({ feed, changes, onChange }: Props): ReactNode {
  const query = useInfiniteQuery(deliveriesQuery(feed.id))
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <section>
      <header className="sect">
        <h2>{t('mapped.deliveries', { name: feed.name })}</h2>
        <span className="grow" />
        {changes && feed.kind === 'file' && feed.on && <Bring feed={feed} />}
        {changes && (
          <Button small onPress={onChange}>
            {t('mapped.edit')}
          </Button>
        )}
      </header>
      {!query.data ? (
        query.error ? (
          <Failed error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Loading />
        )
      ) : rows.length === 0 ? (
        <EmptyState empty={{ kind: 'nothing-yet', title: t('mapped.no-deliveries'), note: t('mapped.no-deliveries-how') }} />
      ) : (
        <ul className="deliveries">
          {rows.map((row) => (
            <One key={row.id} row={row} name={feed.kind === 'ngsi-ld' ? doorName(row.name) : row.name} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button small busy={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </section>
  )
}

/** Chooses a file and sends it as it is. */
function Bring({ feed }: { feed: MappedFeedRow }): ReactNode {
  const client = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const send = async (file: File) => {
    setBusy(true)
    setError(null)
    try {
      const body = new Blob([file], { type: 'application/octet-stream' })
      await request('POST', `/mapped-feeds/${encodeURIComponent(feed.id)}/files`, {
        body,
        query: { name: file.name.slice(-120) },
      })
      toast({ words: t('mapped.brought', { name: file.name }) })
    } catch (fault) {
      if (!(fault instanceof ApiError)) throw fault
      setError(fault.message)
    } finally {
      setBusy(false)
      void client.invalidateQueries({ queryKey: ['mapped-feeds'] })
    }
  }
  return (
    <>
      <FieldNote error={error} />
      <input
        ref={input}
        className="vh"
        type="file"
        tabIndex={-1}
        aria-label={t('mapped.bring')}
        accept=".csv,.xlsx,.json,.txt"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          event.target.value = ''
          if (file) void send(file)
        }}
      />
      <Button small kind="primary" busy={busy} onPress={() => input.current?.click()}>
        {t('mapped.bring')}
      </Button>
    </>
  )
}

const doors = ['entities', 'entityOperations', 'notifications'] as const
/** What a context broker sent has no file name; it is called by the door it came in by. */
function doorName(name: string): string {
  const door = doors.find((one) => one === name)
  return door ? t(`mapped.door.${door}`) : name
}

/** Files of the watched folder were brought by nobody who has a name. */
const broughtBy = (by: string): string =>
  by === 'folder' ? t('mapped.by-folder') : by === 'folder-again' ? t('mapped.by-folder-again') : by

function One({ row, name }: { row: DeliveryRow; name: string }): ReactNode {
  const figures = {
    ...{ done: number(row.done), rows: row.rows === null ? NONE : number(row.rows) },
    ...{ kept: number(row.kept), duplicates: number(row.duplicates), refused: number(row.refused) },
  }
  return (
    <li>
      <div className="row wrap">
        <When at={row.at} seconds />
        <b className="b">{name}</b>
        <span>{t(`mapped.state.${row.state}`, figures)}</span>
        <span className="grow" />
        <span className="meta">{t('mapped.by', { by: broughtBy(row.by), size: sizeOf(row.bytes) })}</span>
        {row.refused > 0 && row.state === 'done' && <Faults row={row} />}
      </div>
      {row.refusal && <p className="said">{say(row.refusal)}</p>}
      {row.reasons.map((one) => (
        <div key={one.zh} className="meta">
          {t('mapped.reason', { text: say(one), n: number(one.n) })}
        </div>
      ))}
    </li>
  )
}

const sizeOf = (bytes: number): string =>
  bytes < 1_000_000 ? `${number(Math.ceil(bytes / 1000))} KB` : `${number(Math.round(bytes / 100_000) / 10)} MB`

/** The refused rows as a file. */
function Faults({ row }: { row: DeliveryRow }): ReactNode {
  const [failed, setFailed] = useState<string | null>(null)
  const save = () => {
    setFailed(null)
    saveFile(`/deliveries/${row.id}/faults`, { called: `${row.name.replace(/\.\w+$/, '')}-errors` }).catch((error: Error) =>
      setFailed(error.message),
    )
  }
  return (
    <>
      <Button small onPress={save}>
        {t('mapped.faults')}
      </Button>
      <FieldNote error={failed} />
    </>
  )
}
