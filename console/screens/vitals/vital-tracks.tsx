import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { boards } from '../../../contract/vital-boards.ts'
import type { VitalTrackEntry } from '../../../contract/vital-track.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { number } from '../../../ui/format.ts'
import { useKeys } from '../../../ui/keys.ts'
import { Failed, Loading } from '../../../ui/screen.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say } from '../../messages.ts'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { useAct } from '../../use-act.ts'
import { PlainForm } from '../admin/plain-form.tsx'
import { t } from './registry-words.ts'
import { tracksQuery } from './vital-queries.ts'

/** 跑道 of the city, board by board: what stands in each and what it was called; whoever keeps the city's registry adds, names and stops them. */
export function VitalTracksPane({ onClose }: { onClose: () => void }): ReactNode {
  const query = useQuery(tracksQuery())
  const [adding, setAdding] = useState(false)
  useKeys({ back: onClose })
  const list = query.data
  const used = list?.rows.filter(({ stoppedAt }) => stoppedAt === null).length ?? 0
  return (
    <>
      <section>
        <div className="row top">
          <h2 className="grow">{t('track.title')}</h2>
          <Button small kind="ghost" icon="x" label={t('side.close')} onPress={onClose} />
        </div>
        <p className="meta">{t('track.how')}</p>
        {list && (
          <p className="row wrap">
            <span className="grow">{t('track.count', { n: number(used), all: number(list.rows.length) })}</span>
            {list.mayChange && !adding && (
              <Button small icon="plus" onPress={() => setAdding(true)}>
                {t('track.add')}
              </Button>
            )}
          </p>
        )}
        {list && !list.mayChange && <p className="meta">{t('track.not-yours')}</p>}
      </section>
      {!list && (query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />)}
      {adding && <Adding onDone={() => setAdding(false)} />}
      {list &&
        Object.entries(boards).map(([id, words]) => (
          <section key={id}>
            <h3>{say(words)}</h3>
            <ul className="k10-locks">
              {list.rows
                .filter(({ board }) => board === id)
                .map((track) => (
                  <Row key={track.code} track={track} mayChange={list.mayChange} />
                ))}
            </ul>
          </section>
        ))}
    </>
  )
}

type Named = { zh: string; en: string; ordinal: string }
type FieldsProps = { named: Named; set: (named: Named) => void; needsPlace: boolean }

function NameFields({ named, set, needsPlace }: FieldsProps): ReactNode {
  return (
    <>
      <TextField label={t('track.zh')} value={named.zh} onChange={(zh) => set({ ...named, zh })} required maxLength={60} />
      <TextField label={t('track.en')} value={named.en} onChange={(en) => set({ ...named, en })} required maxLength={60} />
      <TextField
        label={t(needsPlace ? 'track.ordinal' : 'track.ordinal-last')}
        value={named.ordinal}
        onChange={(ordinal) => set({ ...named, ordinal })}
        error={isPlace(named.ordinal, needsPlace) ? null : t('form.number')}
        required={needsPlace}
        maxLength={4}
      />
    </>
  )
}

const isPlace = (text: string, needed: boolean): boolean => (text.trim() === '' ? !needed : /^[1-9]\d{0,3}$/.test(text.trim()))
const isWhole = ({ zh, en, ordinal }: Named, needsPlace: boolean): boolean =>
  zh.trim() !== '' && en.trim() !== '' && isPlace(ordinal, needsPlace)

function Adding({ onDone }: { onDone: () => void }): ReactNode {
  const [board, setBoard] = useState<string>('facilities')
  const [code, setCode] = useState('')
  const [named, set] = useState<Named>({ zh: '', en: '', ordinal: '' })
  const act = useAct()
  const whole = /^[a-z][a-z0-9-]{0,39}$/.test(code.trim()) && isWhole(named, false)
  const send = async () => {
    const ordinal = named.ordinal.trim() ? { ordinal: Number(named.ordinal) } : {}
    const name = { zh: named.zh.trim(), en: named.en.trim() }
    if (!(await act.run('/vital-tracks', { code: code.trim(), board, name, ...ordinal }))) return
    toast({ words: t('track.added', { name: named.zh.trim() }) })
    onDone()
  }
  return (
    <PlainForm
      title={t('track.add')}
      verb={t('track.add')}
      off={whole ? null : t('track.fill-in')}
      act={act}
      onSend={() => void send()}
      onClose={onDone}
    >
      <SelectField
        label={t('field.board')}
        choices={Object.entries(boards).map(([id, words]) => ({ id, label: say(words) }))}
        value={board}
        onChange={setBoard}
        required
      />
      <TextField label={t('track.code')} value={code} onChange={setCode} required maxLength={40} />
      <NameFields named={named} set={set} needsPlace={false} />
    </PlainForm>
  )
}

function Row({ track, mayChange }: { track: VitalTrackEntry; mayChange: boolean }): ReactNode {
  const [open, setOpen] = useState<'name' | 'stop' | 'versions' | null>(null)
  const { code, name, vitals, version, stoppedAt } = track
  const close = () => setOpen(null)
  return (
    <li>
      <div className="row wrap">
        <b>{say(name)}</b>
        <code className="meta">{code}</code>
        {stoppedAt && <Tag kind="strong">{t('track.stopped')}</Tag>}
        <span className="meta grow right">{t('track.vitals', { n: number(vitals) })}</span>
      </div>
      {open !== 'name' && open !== 'stop' && (
        <div className="row wrap">
          <Button small onPress={() => setOpen(open === 'versions' ? null : 'versions')}>
            {t(open === 'versions' ? 'track.hide' : 'track.versions', { version })}
          </Button>
          {mayChange && !stoppedAt && (
            <>
              <Button small onPress={() => setOpen('name')}>
                {t('track.rename')}
              </Button>
              <Button small off={vitals > 0 ? t('track.used', { n: number(vitals) }) : null} onPress={() => setOpen('stop')}>
                {t('track.stop')}
              </Button>
            </>
          )}
        </div>
      )}
      {open === 'versions' && <Versions track={track} />}
      {open === 'name' && <Renaming track={track} onDone={close} />}
      {open === 'stop' && <Stopping track={track} onDone={close} />}
    </li>
  )
}

function Renaming({ track, onDone }: { track: VitalTrackEntry; onDone: () => void }): ReactNode {
  const [named, set] = useState<Named>({ ...track.name, ordinal: String(track.ordinal) })
  const act = useAct()
  const send = async () => {
    const body = { name: { zh: named.zh.trim(), en: named.en.trim() }, ordinal: Number(named.ordinal), version: track.version }
    if (!(await act.run(`/vital-tracks/${encodeURIComponent(track.code)}`, body, 'PUT'))) return
    toast({ words: t('track.renamed', { name: named.zh.trim() }) })
    onDone()
  }
  const off = isWhole(named, true) ? null : t('track.fill-in')
  return (
    <PlainForm title={t('track.rename')} verb={t('track.save')} off={off} act={act} onSend={() => void send()} onClose={onDone}>
      <NameFields named={named} set={set} needsPlace />
    </PlainForm>
  )
}

function Stopping({ track, onDone }: { track: VitalTrackEntry; onDone: () => void }): ReactNode {
  const act = useAct()
  const send = async (reason: string) => {
    const done = await act.run(`/vital-tracks/${encodeURIComponent(track.code)}/stop`, { version: track.version, reason })
    if (done) onDone()
    return done
  }
  return (
    <ReasonForm
      draft={`vital-track.${track.code}.stop`}
      title={t('track.stop-of', { name: say(track.name) })}
      note={t('track.stop-how')}
      verb={t('track.stop')}
      most={300}
      act={act}
      onSend={send}
      onCancel={onDone}
    />
  )
}

const Versions = ({ track: { versions } }: { track: VitalTrackEntry }): ReactNode => (
  <>
    {versions.map(({ version, name, ordinal, by, at, stopped }) => (
      <p key={version} className="meta wrap-any">
        {t('entry.version', { version })} · {say(name)} · {t('track.at', { ordinal: number(ordinal) })}
        {stopped !== null && ` · ${t('track.stopped-why', { reason: stopped })}`} · {by === 'seed' ? t('entry.seeded') : by}{' '}
        <When at={at} />
      </p>
    ))}
  </>
)
