import { type ReactNode, useState } from 'react'
import { baselineColumns } from '../../../contract/baseline-columns.ts'
import type { BaselineSheetLook, BaselineSheetTaken } from '../../../contract/baseline-sheet.ts'
import { Button } from '../../../ui/button.tsx'
import { FileButton } from '../../../ui/file-button.tsx'
import { number } from '../../../ui/format.ts'
import { Panel } from '../../../ui/panel.tsx'
import { lang } from '../../../ui/t.ts'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { handOver, useSheetSend } from '../objects/send-sheet.ts'
import { SheetFaults } from './sheet-faults.tsx'
import { haul, t } from './words.ts'

/** The mark spreadsheets know UTF-8 by. */
const mark = '\ufeff'
type Props = { pack: string; districts: readonly string[]; onClose: () => void }

/** An empty sheet with a line for each district one may speak for. */
function blank(districts: readonly string[]): Blob {
  const headings = Object.values(baselineColumns).map((one) => one[lang() === 'en' ? 'en' : 'zh'])
  const lines = districts.map((name) => `${name}${','.repeat(headings.length - 1)}`)
  return new Blob([`${mark}${[headings.join(','), ...lines].join('\r\n')}\r\n`], { type: 'text/csv' })
}

/** Baselines of several districts as a sheet: looked at first, then all of it or nothing; the rows that do not fit come back with their reasons. */
export function BaselineSheet({ pack, districts, onClose }: Props): ReactNode {
  const [file, setFile] = useState<File | null>(null)
  const [seen, setSeen] = useState<BaselineSheetLook | null>(null)
  const send = useSheetSend('/haulage-baseline-sheets')
  const look = async (given: File) => {
    setFile(given)
    setSeen(null)
    setSeen(await send.json<BaselineSheetLook>('look', { pack }, given))
  }
  const take = async () => {
    if (!file || !seen) return
    const done = await send.json<BaselineSheetTaken>('take', { pack, digest: seen.digest }, file)
    if (!done) return
    toast({ words: haul('baseline.sheet-done', { set: number(done.set), unchanged: number(done.unchanged) }) })
    onClose()
  }
  const isGood = seen !== null && seen.refused === 0 && seen.set > 0
  return (
    <Panel level={2} title={haul('baseline.sheet')}>
      <div className="stack">
        <p className="t2">{haul('baseline.sheet-how')}</p>
        <div className="row wrap tickets-pick">
          <FileButton label={t('tickets.sheet-file')} accept=".csv,.xlsx" onPick={(given) => void look(given)} />
          <Button small kind="ghost" icon="export" onPress={() => handOver({ name: 'baselines.csv', blob: blank(districts) })}>
            {t('tickets.sheet-blank')}
          </Button>
        </div>
        <FieldNote error={send.error} />
        {send.busy && <p role="status">{t('tickets.sheet-busy')}</p>}
        {seen && <Seen seen={seen} />}
        <div className="row wrap">
          <Button kind="primary" busy={send.busy} off={isGood ? null : t('tickets.sheet-nothing')} onPress={() => void take()}>
            {t('tickets.sheet-take')}
          </Button>
          {seen && seen.refused > 0 && (
            <Button
              icon="export"
              onPress={() => void send.run(async () => file && handOver(await send.file('errors', { pack }, file)))}
            >
              {t('tickets.sheet-errors')}
            </Button>
          )}
          <Button onPress={onClose}>{t('tickets.shut')}</Button>
        </div>
      </div>
    </Panel>
  )
}

function Seen({ seen }: { seen: BaselineSheetLook }): ReactNode {
  const counts = [
    [haul('baseline.sheet-set'), seen.set],
    [t('tickets.sheet-unchanged'), seen.unchanged],
    [t('tickets.sheet-refused'), seen.refused],
  ] as const
  return (
    <>
      <p className="row wrap" role="status">
        <span className="t2">{t('tickets.sheet-rows', { n: number(seen.rows) })}</span>
        {counts.map(([words, n]) => (
          <span key={words}>
            <span className="t2">{words}</span> <b className="b">{number(n)}</b>
          </span>
        ))}
      </p>
      <SheetFaults unknown={seen.unknown} faults={seen.faults} />
    </>
  )
}
