import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useRef, useState } from 'react'
import type { VitalSheetState } from '../../../contract/vital-sheet.ts'
import { get, ownHeaders, problemOf } from '../../../ui/api.ts'
import { apiUrl } from '../../../ui/ask.ts'
import { Button } from '../../../ui/button.tsx'
import { FileButton } from '../../../ui/file-button.tsx'
import { lang } from '../../../ui/t.ts'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say } from '../../messages.ts'
import { newKey } from '../../use-act.ts'
import { fetchSheet, handOver, useSheetSend } from '../objects/send-sheet.ts'
import { OpenSheets, progressWords, StopSheet } from './open-sheets.tsx'
import { t } from './registry-words.ts'

/** How far a sheet is, asked while it is being taken. */
const everyMs = 1_000

/** 按表报数: a template of what is due, and a filled-in sheet taken row by row, with its progress, 停止 and 继续, and the rows that were not. */
export function VitalValues({ vital }: { vital: string | undefined }): ReactNode {
  const send = useSheetSend()
  const { sheet, take, goOn, breakOff } = useTaking(send)
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
  const state = sheet ? query.data : undefined
  const errors = (id: string) => void send.run(() => fetchErrors(id))
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
      <FileButton label={t('values.file')} accept=".csv,.xlsx" onPick={(file) => void take(newOf(file))} />
      <FieldNote error={send.error} />
      {sheet?.busy && !state && (
        <p className="row wrap" role="status">
          {t('values.reading', { name: sheet.file.name })}
          <Button small onPress={breakOff}>
            {t('values.stop')}
          </Button>
        </p>
      )}
      {sheet && state && (
        <Progress state={state}>
          {!state.endedAt && !state.stoppedAt && sheet.busy && <StopSheet id={state.id} />}
          {!state.endedAt && !sheet.busy && (
            <Button small onPress={() => void goOn(sheet)}>
              {t('values.go-on')}
            </Button>
          )}
          {state.refused > 0 && !sheet.busy && (
            <Button small icon="export" onPress={() => errors(state.id)}>
              {t('sheet.errors')}
            </Button>
          )}
        </Progress>
      )}
      <OpenSheets but={sheet?.id} busy={sheet?.busy ?? false} onGoOn={goOn} onErrors={errors} />
    </section>
  )
}

type Chosen = { id: string; file: File }
const newOf = (file: File): Chosen => ({ id: newKey(), file })

/** The sheet this page is sending or sent last. */
function useTaking(send: ReturnType<typeof useSheetSend>) {
  const client = useQueryClient()
  const [sheet, setSheet] = useState<(Chosen & { busy: boolean }) | null>(null)
  const [cut, setCut] = useState<Chosen | null>(null)
  const sending = useRef<AbortController>(null)
  const run = async (chosen: Chosen, goOn: boolean) => {
    setSheet({ ...chosen, busy: true })
    const sent = new AbortController()
    const { signal } = sent
    sending.current = sent
    const done = await send.run(() => put(chosen, goOn, signal))
    if (signal.aborted) toast({ words: t('values.stop-unread') })
    // A wrong file that was to go on says nothing of the next one that is chosen.
    setCut(done || goOn ? null : chosen)
    setSheet(done ? { ...chosen, busy: false } : null)
    if (done) client.setQueryData(['vital-value-sheet', chosen.id], done)
    for (const key of ['vitals', 'vital-value-sheets']) void client.invalidateQueries({ queryKey: [key] })
  }
  return {
    sheet,
    // The same file chosen again after the line broke goes on under its id, where it stood.
    take: (fresh: Chosen) => run(cut && fileKey(cut.file) === fileKey(fresh.file) ? { ...fresh, id: cut.id } : fresh, false),
    goOn: (chosen: Chosen) => run(chosen, true),
    /** While its file is still read nothing was taken: the server hears that nobody waits any more. */
    breakOff: () => sending.current?.abort(),
  }
}

const fileKey = ({ name, size, lastModified }: File): string => `${name} ${size} ${lastModified}`

/** How far a sheet is, what may be done about it, and its first rows that were not taken. */
function Progress({ state, children }: { state: VitalSheetState; children: ReactNode }): ReactNode {
  return (
    <>
      <p role="status">{progressWords(state)}</p>
      <div className="row wrap">{children}</div>
      <ul className="k10-steps">
        {state.faults.map((fault) => (
          <li key={`${fault.row} ${fault.zh}`}>
            <span className="meta">{t('sheet.line', { row: fault.row })}</span> {say(fault)}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Null: it was broken off. */
async function put({ id, file }: Chosen, goOn: boolean, signal: AbortSignal): Promise<VitalSheetState | null> {
  const wish = { name: file.name.slice(-120), ...(goOn && { goOn: 'true' }) }
  const answer = await fetch(apiUrl(`/vital-value-sheets/${id}`, wish), {
    ...{ method: 'PUT', body: file, credentials: 'same-origin' as const },
    headers: { ...ownHeaders(), 'content-type': 'application/octet-stream' },
    signal,
  }).catch((error: unknown) => {
    if (signal.aborted) return null
    throw error
  })
  if (!answer) return null
  if (!answer.ok) throw problemOf(answer.status, await answer.json().catch(() => null), lang() === 'en')
  return (await answer.json()) as VitalSheetState
}

async function fetchErrors(id: string): Promise<void> {
  const answer = await fetch(apiUrl(`/vital-value-sheets/${id}/errors`), { headers: ownHeaders(), credentials: 'same-origin' })
  if (!answer.ok) throw problemOf(answer.status, await answer.json().catch(() => null), lang() === 'en')
  const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'errors.csv'
  handOver({ name, blob: await answer.blob() })
}
