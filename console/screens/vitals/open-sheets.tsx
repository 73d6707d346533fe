import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { VitalSheetOpen, VitalSheetState } from '../../../contract/vital-sheet.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { FileButton } from '../../../ui/file-button.tsx'
import { number } from '../../../ui/format.ts'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say } from '../../messages.ts'
import { useAct } from '../../use-act.ts'
import { t } from './registry-words.ts'
import { openSheetsQuery } from './vital-queries.ts'

/** How far a sheet is, in words; of one that was stopped where it stands and how much was never looked at. */
export function progressWords(state: Omit<VitalSheetState, 'faults'>): string {
  const { done, rows, taken, marked, refused, blank, atRow, stoppedAt } = state
  const stands = atRow === null ? t('values.stopped-first') : t('values.stopped', { row: number(atRow) })
  return [
    ...(stoppedAt ? [stands] : []),
    t('values.progress', { done: number(done), rows: number(rows) }),
    t('values.counts', { taken: number(taken), marked: number(marked), refused: number(refused), blank: number(blank) }),
    ...(stoppedAt ? [t('values.left', { left: number(rows - done) })] : []),
  ].join(' · ')
}

/** 停止: the part that is being taken is taken whole, the rest is not. */
export function StopSheet({ id, off = null }: { id: string; off?: string | null }): ReactNode {
  const act = useAct()
  const stop = async () => {
    if (await act.run(`/vital-value-sheets/${id}/stop`)) toast({ words: t('values.stop-done') })
  }
  return (
    <>
      <Button small busy={act.busy} off={off} onPress={() => void stop()}>
        {t('values.stop')}
      </Button>
      <FieldNote error={act.error?.message ?? null} />
    </>
  )
}

type Props = {
  /** the one that stands above already */
  but: string | undefined
  /** one is being sent */
  busy: boolean
  onGoOn: (chosen: { id: string; file: File }) => Promise<void>
  onErrors: (id: string) => void
}

/** 没收完的表: one's own, and those of the areas one answers for; also of a page that was closed or a server that stopped. */
export function OpenSheets({ but, busy, onGoOn, onErrors }: Props): ReactNode {
  const list = useQuery(openSheetsQuery()).data
  const rows = list?.rows.filter(({ id }) => id !== but) ?? []
  if (rows.length === 0) return null
  return (
    <>
      <h3>{t('values.open', { n: number(rows.length) })}</h3>
      <p className="meta">{t('values.open-how')}</p>
      <ul className="k10-sheets">
        {rows.map((sheet) => (
          <li key={sheet.id}>
            <Sheet sheet={sheet} />
            <div className="row wrap">
              {!sheet.stoppedAt && <StopSheet id={sheet.id} off={sheet.stopOff && say(sheet.stopOff)} />}
              {sheet.mine && sheet.refused > 0 && (
                <Button small icon="export" onPress={() => onErrors(sheet.id)}>
                  {t('sheet.errors')}
                </Button>
              )}
            </div>
            {sheet.mine && !busy && (
              <FileButton
                label={t('values.go-on-file')}
                accept=".csv,.xlsx"
                onPick={(file) => void onGoOn({ id: sheet.id, file })}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function Sheet({ sheet }: { sheet: VitalSheetOpen }): ReactNode {
  return (
    <>
      <p className="wrap-anywhere">
        <b>{sheet.name}</b> <span className="meta">{t('values.of', { name: sheet.senderName ?? '—' })}</span>{' '}
        <When at={sheet.startedAt} />
      </p>
      <p>{progressWords(sheet)}</p>
      <p className="meta">
        {sheet.stoppedAt ? (
          <>
            {t('values.stopped-by', { name: sheet.stoppedByName ?? '—' })} <When at={sheet.stoppedAt} />
          </>
        ) : (
          sheet.movedAt && (
            <>
              {t('values.last-read')} <When at={sheet.movedAt} />
            </>
          )
        )}
      </p>
    </>
  )
}
