import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { VitalSheetState } from '../../../contract/vital-sheet.ts'
import { apiUrl, get, ownHeaders, problemOf } from '../../../ui/api.ts'
import { Button } from '../../../ui/button.tsx'
import { FileButton } from '../../../ui/file-button.tsx'
import { number } from '../../../ui/format.ts'
import { lang } from '../../../ui/t.ts'
import { FieldNote } from '../../../ui/text-field.tsx'
import { say } from '../../messages.ts'
import { newKey } from '../../use-act.ts'
import { fetchSheet, handOver, useSheetSend } from '../objects/send-sheet.ts'
import { t } from './registry-words.ts'

/** How far a sheet is, asked while it is being taken. */
const everyMs = 1_000

/** 按表报数: a template of what is due, and a filled-in sheet taken row by row, with its progress and the rows that were not. */
export function VitalValues({ vital }: { vital: string | undefined }): ReactNode {
  const client = useQueryClient()
  const send = useSheetSend()
  const [sheet, setSheet] = useState<{ id: string; busy: boolean } | null>(null)
  const [cut, setCut] = useState<{ id: string; file: string } | null>(null)
  const query = useQuery({
    queryKey: ['vital-value-sheet', sheet?.id],
    queryFn: ({ signal }) => get<VitalSheetState>(`/vital-value-sheets/${sheet?.id}`, {}, signal),
    enabled: sheet !== null,
    // Before its first part is in, nobody knows of the sheet yet.
    retry: false,
    refetchInterval: sheet?.busy ? everyMs : false,
  })
  const template = (as: 'csv' | 'xlsx') =>
    void send.run(() => fetchSheet(as, { vital, lang: lang() === 'en' ? 'en' : 'zh' }, 'vital-values'))
  const take = async (file: File) => {
    // The same file chosen again after the line broke goes on under its id, where it stood.
    const id = cut?.file === fileKey(file) ? cut.id : newKey()
    setSheet({ id, busy: true })
    const done = await send.run(() => put(id, file))
    setCut(done ? null : { id, file: fileKey(file) })
    setSheet(done ? { id, busy: false } : null)
    if (done) client.setQueryData(['vital-value-sheet', id], done)
    void client.invalidateQueries({ queryKey: ['vitals'] })
  }
  const state = sheet ? query.data : undefined
  return (
    <section>
      <h3>{t('values.title')}</h3>
      <p className="meta">{t('values.how')}</p>
      <div className="row wrap">
        {(['xlsx', 'csv'] as const).map((as) => (
          <Button
            key={as}
            small
            icon="export"
            busy={send.busy}
            off={vital ? null : t('values.choose')}
            onPress={() => template(as)}
          >
            {t(`values.template-${as}`)}
          </Button>
        ))}
      </div>
      <FileButton label={t('values.file')} accept=".csv,.xlsx" onPick={(file) => void take(file)} />
      <FieldNote error={send.error} />
      {state && <Progress state={state} />}
      {state && state.refused > 0 && state.endedAt && (
        <Button small icon="export" onPress={() => void send.run(() => fetchErrors(state.id))}>
          {t('sheet.errors')}
        </Button>
      )}
    </section>
  )
}

const fileKey = ({ name, size, lastModified }: File): string => `${name} ${size} ${lastModified}`

function Progress({ state }: { state: VitalSheetState }): ReactNode {
  const { done, rows, taken, marked, refused, blank, faults } = state
  return (
    <>
      <p role="status">
        {t('values.progress', { done: number(done), rows: number(rows) })}
        {' · '}
        {t('values.counts', { taken: number(taken), marked: number(marked), refused: number(refused), blank: number(blank) })}
      </p>
      <ul className="k10-steps">
        {faults.map((fault) => (
          <li key={`${fault.row} ${fault.zh}`}>
            <span className="meta">{t('sheet.line', { row: fault.row })}</span> {say(fault)}
          </li>
        ))}
      </ul>
    </>
  )
}

async function put(id: string, file: File): Promise<VitalSheetState> {
  const answer = await fetch(apiUrl(`/vital-value-sheets/${id}`, { name: file.name.slice(-120) }), {
    ...{ method: 'PUT', body: file, credentials: 'same-origin' as const },
    headers: { ...ownHeaders(), 'content-type': 'application/octet-stream' },
  })
  if (!answer.ok) throw problemOf(answer.status, await answer.json().catch(() => null), lang() === 'en')
  return (await answer.json()) as VitalSheetState
}

async function fetchErrors(id: string): Promise<void> {
  const answer = await fetch(apiUrl(`/vital-value-sheets/${id}/errors`), { headers: ownHeaders(), credentials: 'same-origin' })
  if (!answer.ok) throw problemOf(answer.status, await answer.json().catch(() => null), lang() === 'en')
  const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'errors.csv'
  handOver({ name, blob: await answer.blob() })
}
