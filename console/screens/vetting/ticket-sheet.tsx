import { type ReactNode, useState } from 'react'
import type { TicketList } from '../../../contract/ticket.ts'
import { needed, ticketColumns } from '../../../contract/ticket-columns.ts'
import type { TicketSheetLook, TicketSheetTaken } from '../../../contract/ticket-sheet.ts'
import { Button } from '../../../ui/button.tsx'
import { FileButton } from '../../../ui/file-button.tsx'
import { number } from '../../../ui/format.ts'
import { Panel } from '../../../ui/panel.tsx'
import { comma, lang } from '../../../ui/t.ts'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say } from '../../messages.ts'
import { handOver, useSheetSend } from '../objects/send-sheet.ts'
import { SheetFaults } from './sheet-faults.tsx'
import { t } from './words.ts'

type Sheets = TicketList['sheets']
const headings = (): string[] => Object.values(ticketColumns).map((one) => one[lang() === 'en' ? 'en' : 'zh'])
/** The mark spreadsheets know UTF-8 by. */
const mark = '\ufeff'
const blank = (): Blob => new Blob([`${mark}${headings().join(',')}\r\n`], { type: 'text/csv' })

/** Tickets no gate told, as a sheet: looked at first, then all of it or nothing; the rows that do not fit come back with their reasons. */
export function TicketSheet({ sheets, onClose }: { sheets: Sheets; onClose: () => void }): ReactNode {
  return sheets.map((one) => <One key={one.pack} sheet={one} isOnly={sheets.length === 1} onClose={onClose} />)
}

function One({ sheet, isOnly, onClose }: { sheet: Sheets[number]; isOnly: boolean; onClose: () => void }): ReactNode {
  const [file, setFile] = useState<File | null>(null)
  const [seen, setSeen] = useState<TicketSheetLook | null>(null)
  const send = useSheetSend('/ticket-sheets')
  const asked = { pack: sheet.pack, name: file?.name.slice(-120) || 'sheet' }
  const look = async (given: File) => {
    setFile(given)
    setSeen(null)
    setSeen(await send.json<TicketSheetLook>('look', { pack: sheet.pack, name: given.name.slice(-120) }, given))
  }
  const take = async () => {
    if (!file || !seen) return
    const done = await send.json<TicketSheetTaken>('take', { ...asked, digest: seen.digest }, file)
    if (!done) return
    toast({ words: t('tickets.sheet-done', done) })
    onClose()
  }
  const isGood = seen !== null && seen.refused === 0 && seen.opened + seen.closed + seen.righted > 0
  return (
    <Panel level={2} title={t('tickets.sheet')} note={isOnly ? undefined : say(sheet.packName)}>
      <div className="stack">
        <p className="t2">{t('tickets.sheet-how', { list: needed.map((id) => say(ticketColumns[id])).join(comma()) })}</p>
        <div className="row wrap tickets-pick">
          <FileButton label={t('tickets.sheet-file')} accept=".csv,.xlsx" onPick={(given) => void look(given)} />
          <Button small kind="ghost" icon="export" onPress={() => handOver({ name: 'tickets.csv', blob: blank() })}>
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
              onPress={() => void send.run(async () => file && handOver(await send.file('errors', asked, file)))}
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

function Seen({ seen }: { seen: TicketSheetLook }): ReactNode {
  const counts = ['opened', 'closed', 'righted', 'unchanged', 'refused'] as const
  return (
    <>
      <p className="row wrap" role="status">
        <span className="t2">{t('tickets.sheet-rows', { n: number(seen.rows) })}</span>
        {counts.map((count) => (
          <span key={count}>
            <span className="t2">{t(`tickets.sheet-${count}`)}</span> <b className="b">{number(seen[count])}</b>
          </span>
        ))}
      </p>
      <SheetFaults unknown={seen.unknown} faults={seen.faults} />
    </>
  )
}
