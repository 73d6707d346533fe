import { type ReactNode, useState } from 'react'
import type { ItemSheetLook, ItemSheetTaken } from '../../../contract/business-item.ts'
import { Button } from '../../../ui/button.tsx'
import { FileButton } from '../../../ui/file-button.tsx'
import { NONE, number } from '../../../ui/format.ts'
import { useKeys } from '../../../ui/keys.ts'
import { comma, lang } from '../../../ui/t.ts'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say } from '../../messages.ts'
import { may, useSession } from '../../session.ts'
import { fetchSheet, handOver, useSheetSend } from '../objects/send-sheet.ts'
import { fieldWords, g, valueWords } from './words.ts'

type Props = {
  kind: 'business-item' | 'special-app'
  asked: Readonly<Record<string, string | undefined>>
  onClose: () => void
}

/** A register as a sheet: what is shown handed out, and taken back after a look at what it would do. */
export function ItemSheet({ kind, asked, onClose }: Props): ReactNode {
  const send = useSheetSend()
  const keeps = may(useSession(), 'item.change')
  useKeys({ back: onClose })
  const exported = (as: 'csv' | 'xlsx') =>
    void send.run(() => fetchSheet(as, { ...asked, lang: lang() === 'en' ? 'en' : 'zh' }, `${kind}s`))
  return (
    <>
      <section>
        <div className="row top">
          <h2 className="grow">{g('sheet.title', { what: g(kind === 'business-item' ? 'items' : 'apps') })}</h2>
          <Button small kind="ghost" icon="x" label={g('close')} onPress={onClose} />
        </div>
        <p className="meta">{g('sheet.how')}</p>
        <div className="row wrap">
          <Button small icon="export" busy={send.busy} onPress={() => exported('xlsx')}>
            {g('sheet.xlsx')}
          </Button>
          <Button small icon="export" busy={send.busy} onPress={() => exported('csv')}>
            {g('sheet.csv')}
          </Button>
        </div>
        <FieldNote error={send.error} />
      </section>
      {keeps && <Taking kind={kind} onClose={onClose} />}
    </>
  )
}

function Taking({ kind, onClose }: Omit<Props, 'asked'>): ReactNode {
  const [file, setFile] = useState<File | null>(null)
  const [seen, setSeen] = useState<ItemSheetLook | null>(null)
  const send = useSheetSend(`/${kind}-sheets`)
  const named = (given: File | null) => ({ name: given?.name.slice(-120) || 'sheet' })
  const look = async (given: File) => {
    setFile(given)
    setSeen(null)
    setSeen(await send.json<ItemSheetLook>('look', named(given), given))
  }
  const take = async () => {
    if (!file || !seen) return
    const done = await send.json<ItemSheetTaken>('take', { ...named(file), digest: seen.digest }, file)
    if (!done) return
    toast({ words: g('sheet.done', done) })
    onClose()
  }
  const ready = seen !== null && seen.refused === 0 && seen.registered + seen.changed > 0
  return (
    <section>
      <h3>{g('sheet.import')}</h3>
      <p className="meta">{g('sheet.import-how')}</p>
      <FileButton label={g('sheet.file')} accept=".csv,.xlsx" onPick={(given) => void look(given)} />
      <FieldNote error={send.error} />
      {send.busy && <p role="status">{g('sheet.busy')}</p>}
      {seen && <Seen seen={seen} />}
      {seen && seen.refused > 0 && (
        <Button
          small
          icon="export"
          onPress={() => void send.run(async () => file && handOver(await send.file('errors', named(file), file)))}
        >
          {g('sheet.errors')}
        </Button>
      )}
      <div className="row">
        <Button kind="primary" busy={send.busy} off={ready ? null : g('sheet.nothing')} onPress={() => void take()}>
          {g('sheet.take')}
        </Button>
      </div>
    </section>
  )
}

function Seen({ seen }: { seen: ItemSheetLook }): ReactNode {
  return (
    <>
      <dl className="kv">
        {(['rows', 'registered', 'changed', 'unchanged', 'refused'] as const).map((count) => (
          <div className="kv-row" key={count}>
            <dt>{g(`sheet.${count}`)}</dt>
            <dd>{number(seen[count])}</dd>
          </div>
        ))}
      </dl>
      {seen.unknown.length > 0 && <FieldNote error={g('sheet.unknown', { list: seen.unknown.join(comma()) })} />}
      <ul className="shifts">
        {seen.faults.map((fault) => (
          <li key={`${fault.row} ${fault.zh}`} className="it-line">
            <span className="t2">{g('sheet.line', { row: fault.row })}</span> {say(fault)}
          </li>
        ))}
        {seen.faults.length === 0 &&
          seen.sample.slice(0, 20).map(({ code, name, changes }) => (
            <li key={code} className="it-line">
              <b className="b">{name}</b> <span className="code">{code}</span>{' '}
              {changes === null && <span className="t2">{g('sheet.fresh')}</span>}
              {changes?.map(({ field, from, to }) => (
                <p key={field}>
                  <span className="t2">{fieldWords(field)}</span> {valueWords(field, from, NONE)} → {valueWords(field, to, NONE)}
                </p>
              ))}
            </li>
          ))}
      </ul>
    </>
  )
}
