import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import type { z } from 'zod'
import { type Protocol, protocols } from '../../../contract/protocols.ts'
import type { SenderDone, SenderImported, SenderRow } from '../../../contract/sender.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { List } from '../../../ui/list.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { FixedField, TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say, t } from '../../messages.ts'
import { SheetField, useSheet } from '../../parts/sheet-field.tsx'
import { useAct } from '../../use-act.ts'
import { PlainForm } from '../admin/plain-form.tsx'
import { senderDevicesQuery } from './sender-queries.ts'

/** What a form begins with: nothing, a number that was heard, or one that is registered and changed. */
export type Begun = { protocol?: Protocol; number?: string; row?: SenderRow }

const systems = ['WGS-84', 'GCJ-02', 'BD-09', 'CGCS2000'] as const
/** Others are believed by their number. */
export const asksCode = (protocol: Protocol): boolean => protocol !== 'gb26875' && protocol !== 'ais'

/** Platforms of cameras: without a password nobody registers. */
const isCameras = (protocol: Protocol): boolean => protocol === 'gb28181' || protocol === 'gat1400'
const hasPlaces = (protocol: Protocol): boolean => protocol === 'jt808' || isCameras(protocol)
const hasChecks = (protocol: Protocol): boolean => protocol !== 'ais' && !isCameras(protocol)

/** Registers a number for a device, or changes one. A code is written, never read. */
export function SenderForm({ begun, onClose }: { begun: Begun; onClose: () => void }): ReactNode {
  const { row } = begun
  const [protocol, setProtocol] = useState<Protocol>(row?.protocol ?? begun.protocol ?? 'jt808')
  const [number, setNumber] = useState(row?.number ?? begun.number ?? '')
  const [device, setDevice] = useState<string | null>(row?.device ?? null)
  const [code, setCode] = useState('')
  const [noCode, setNoCode] = useState(false)
  const [crs, setCrs] = useState<string | null>(row?.crs ?? null)
  const [lenient, setLenient] = useState(row?.lenient ?? false)
  const act = useAct()
  const off = number.trim() && device ? null : t('admin.fill-in')
  const send = async () => {
    const written = code.trim() ? { code: code.trim() } : noCode ? { code: null } : {}
    const fit = { ...(hasPlaces(protocol) ? { crs } : {}), ...(hasChecks(protocol) ? { lenient } : {}) }
    const body = { device, ...written, ...fit }
    const path = row ? `/admin/senders/${row.protocol}/${encodeURIComponent(row.number)}/change` : '/admin/senders'
    const done = await act.run<z.infer<typeof SenderDone>>(path, row ? body : { protocol, number, ...body })
    if (!done) return
    toast({ words: t(done.changed ? 'senders.done' : 'calendar.unchanged', { number: done.number }) })
    onClose()
  }
  return (
    <PlainForm
      title={t(row ? 'senders.change-number' : 'senders.register', { number })}
      note={<p className="meta">{t(`senders.note-${protocol}`)}</p>}
      verb={t(row ? 'senders.save' : 'senders.register')}
      off={off}
      act={act}
      onSend={() => void send()}
      onClose={onClose}
    >
      <NumberFields row={row} protocol={protocol} onProtocol={setProtocol} number={number} onNumber={setNumber} />
      <DeviceField value={device} name={row?.objectName ?? null} onChange={setDevice} />
      {asksCode(protocol) && (
        <TextField
          label={t(protocol === 'jt808' ? 'senders.code' : 'senders.password')}
          hint={t(
            row?.coded
              ? 'senders.code-stays'
              : protocol === 'jt808'
                ? 'senders.code-given'
                : isCameras(protocol)
                  ? 'senders.code-must'
                  : 'senders.code-none',
          )}
          value={code}
          onChange={setCode}
          maxLength={40}
        />
      )}
      {row?.coded && protocol !== 'jt808' && (
        <Checkbox value={noCode} onChange={setNoCode}>
          {t('senders.no-code')}
        </Checkbox>
      )}
      {hasPlaces(protocol) && (
        <SelectField
          label={t('senders.crs')}
          hint={t('senders.crs-why')}
          choices={systems.map((id) => ({ id, label: id }))}
          value={crs}
          onChange={setCrs}
        />
      )}
      {hasChecks(protocol) && (
        <div className="col">
          <Checkbox value={lenient} onChange={setLenient}>
            {t('senders.lenient')}
          </Checkbox>
          <span className="meta">{t('senders.lenient-why')}</span>
        </div>
      )}
    </PlainForm>
  )
}

type Numbering = {
  row: SenderRow | undefined
  protocol: Protocol
  onProtocol: (protocol: Protocol) => void
  number: string
  onNumber: (number: string) => void
}
function NumberFields({ row, protocol, onProtocol, number, onNumber }: Numbering): ReactNode {
  if (row)
    return (
      <>
        <FixedField label={t('gateways.protocol')} value={t(`gateways.${row.protocol}`)} />
        <FixedField label={t('senders.number')} value={<code>{row.number}</code>} />
      </>
    )
  return (
    <>
      <SelectField
        label={t('gateways.protocol')}
        required
        choices={protocols.map((id) => ({ id, label: t(`gateways.${id}`) }))}
        value={protocol}
        onChange={(id) => onProtocol(id as Protocol)}
      />
      <TextField
        label={t('senders.number')}
        required
        hint={t(`gateways.number-${protocol}`)}
        value={number}
        onChange={onNumber}
        maxLength={40}
      />
    </>
  )
}

type Choosing = { value: string | null; name: string | null; onChange: (device: string | null) => void }
/** Chooses a device by part of its number or of its object's name. */
function DeviceField({ value, name, onChange }: Choosing): ReactNode {
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState(name)
  const found = useQuery(senderDevicesQuery(useDeferredValue(words.trim())))
  const rows = found.data?.rows ?? []
  if (value)
    return (
      <div className="row bottom">
        <div className="grow">
          <FixedField label={t('senders.device')} value={chosen ? `${chosen} ${value}` : value} />
        </div>
        <Button onPress={() => onChange(null)}>{t('form.other')}</Button>
      </div>
    )
  return (
    <div className="col">
      <TextField
        label={t('senders.device')}
        required
        kind="search"
        value={words}
        onChange={setWords}
        placeholder={t('senders.device-find')}
      />
      <div className="pick-list">
        <List
          label={t('senders.device')}
          rows={rows}
          keyOf={(one) => one.id}
          words={(one) => one.objectName}
          current={null}
          onCurrent={(id) => {
            setChosen(rows.find((one) => one.id === id)?.objectName ?? null)
            onChange(id)
          }}
          none={<p className="meta state">{found.error ? found.error.message : t('senders.device-none')}</p>}
          rowOf={(one) => (
            <>
              <span />
              <span className="h">
                {one.objectName} <span className="t2">{`${one.id} · ${one.areaName}`}</span>
              </span>
            </>
          )}
        />
      </div>
    </div>
  )
}

/** Numbers from a sheet, all or none; its faults are listed by line. */
export function ImportSenders({ onClose }: { onClose: () => void }): ReactNode {
  const { sheet, off, pick } = useSheet()
  const [faults, setFaults] = useState<SenderImported['faults']>([])
  const act = useAct()
  const send = async () => {
    if (!sheet) return
    const done = await act.run<SenderImported>('/admin/senders/import', sheet)
    setFaults(done?.faults ?? [])
    if (!done || done.faults.length > 0) return
    const { registered, changed, unchanged } = done
    toast({ words: t('senders.imported', { registered, changed, unchanged }) })
    onClose()
  }
  return (
    <PlainForm
      title={t('senders.import')}
      note={<p className="meta">{t('senders.import-how')}</p>}
      verb={t('senders.import-now')}
      off={off}
      act={act}
      onSend={() => void send()}
      onClose={onClose}
    >
      <SheetField
        pick={pick}
        onPick={() => {
          act.clear()
          setFaults([])
        }}
      />
      {faults.length > 0 && <Faults faults={faults} />}
    </PlainForm>
  )
}

const shown = 100
function Faults({ faults }: { faults: SenderImported['faults'] }): ReactNode {
  return (
    <div className="col">
      <b className="b">{t('senders.faults', { n: faults.length })}</b>
      <ul>
        {faults.slice(0, shown).map((one) => (
          <li key={one.row}>
            {t('senders.line', { row: one.row })} {say(one)}
            {one.text && <code> {one.text}</code>}
          </li>
        ))}
      </ul>
      {faults.length > shown && <span className="meta">{t('senders.more-faults', { n: faults.length - shown })}</span>}
    </div>
  )
}
