import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { VitalState } from '../../../contract/vital-kinds.ts'
import type { VitalDone, VitalEntry } from '../../../contract/vital-registry.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { useKeys } from '../../../ui/keys.ts'
import { Failed, Loading } from '../../../ui/screen.tsx'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say } from '../../messages.ts'
import { type Act, useAct } from '../../use-act.ts'
import { t } from './registry-words.ts'
import { Changes } from './vital-changes.tsx'
import { VitalForm } from './vital-form.tsx'
import { entryQuery } from './vital-queries.ts'
import { VitalWaiting } from './vital-waiting.tsx'

type Props = { code: string; editing: boolean; onEdit: (editing: boolean) => void; onClose: () => void }

/** 编目: whose a vital is, how far it is in its life, what is being written of it, and every version there was. */
export function VitalEntryPane({ code, editing, onEdit, onClose }: Props): ReactNode {
  const query = useQuery(entryQuery(code))
  const act = useAct()
  useKeys({ back: onClose })
  const entry = query.data
  if (!entry) return query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />
  const isFree = !entry.waiting && (!entry.draft || entry.draft.isOwn || entry.draft.version !== entry.version)
  if (editing && entry.mayChange && isFree)
    return <VitalForm key={entry.version} entry={entry} onDone={() => onEdit(false)} onClose={() => onEdit(false)} />
  return (
    <>
      <Head entry={entry} onClose={onClose} />
      <Life entry={entry} act={act} />
      {entry.waiting && <VitalWaiting key={entry.waiting.id} entry={entry} one={entry.waiting} />}
      {entry.draft && <Written entry={entry} draft={entry.draft} act={act} />}
      {entry.mayChange && (
        <section>
          <Button off={isFree ? null : whyOff(entry)} onPress={() => onEdit(true)}>
            {t(entry.draft ? 'entry.edit-draft' : 'entry.edit')}
          </Button>
        </section>
      )}
      <Versions entry={entry} />
    </>
  )
}

const whyOff = ({ waiting, draft }: VitalEntry): string =>
  waiting ? t('second.off') : t('entry.anothers', { by: draft?.by ?? '' })

function Head({ entry, onClose }: { entry: VitalEntry; onClose: () => void }): ReactNode {
  const { definition, home, ownerName, version, changedAt, mayChange } = entry
  const rows = [
    [
      t('entry.code'),
      <span key="code" className="code">
        {definition.code}
      </span>,
    ],
    [t('entry.home'), home.name],
    [t('entry.owner'), ownerName ?? t('entry.no-owner')],
    [
      t('entry.changed'),
      <span key="at">
        {t('entry.version', { version })} · <When at={changedAt} />
      </span>,
    ],
  ] as const
  return (
    <section>
      <div className="row top">
        <h2 className="grow">{t('entry.title', { name: say(definition.name) })}</h2>
        <Button small kind="ghost" icon="x" label={t('entry.number')} onPress={onClose} />
      </div>
      <dl className="kv">
        {rows.map(([label, value]) => (
          <div className="kv-row" key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {!mayChange && <p className="meta">{t('entry.not-yours', { home: home.name })}</p>}
    </section>
  )
}

const line: readonly VitalState[] = ['sorted', 'catalogued', 'connected', 'trusted']

function Life({ entry, act }: { entry: VitalEntry; act: Act }): ReactNode {
  const { state, steps, moves, mayChange, definition } = entry
  const [reason, setReason] = useState('')
  const go = async (to: VitalState) => {
    const body = { to, ...(reason.trim() ? { reason: reason.trim() } : {}) }
    if (!(await act.run<VitalDone>(`/vitals/${encodeURIComponent(definition.code)}/move`, body))) return
    setReason('')
    toast({ words: t('entry.moved', { name: say(definition.name), step: t(`entry.step.${to}`) }) })
  }
  return (
    <section>
      <h3>{t('entry.life')}</h3>
      <ol className="k10-life">
        {(state === 'stopped' ? [...line, state] : line).map((step) => (
          <li key={step} aria-current={step === state ? 'step' : undefined}>
            {t(`entry.step.${step}`)}
          </li>
        ))}
      </ol>
      {mayChange && (
        <>
          <TextField label={t('entry.reason')} value={reason} onChange={setReason} maxLength={300} />
          <div className="row wrap k10-moves">
            {moves.map(({ to, off }) => (
              <Button key={to} small busy={act.busy} off={off ? say(off) : null} onPress={() => void go(to)}>
                {t(to === 'catalogued' && state === 'connected' ? 'entry.back-to-catalogued' : `entry.move.${to}`)}
              </Button>
            ))}
          </div>
          <FieldNote error={act.error?.message ?? null} />
        </>
      )}
      <ul className="k10-steps">
        {steps.length === 0 && <li className="meta">{t('entry.no-steps')}</li>}
        {steps.map(({ from, to, by, at, reason: why }) => (
          <li key={`${at} ${to}`}>
            {t(`entry.step.${from}`)} → {t(`entry.step.${to}`)}{' '}
            <span className="meta">
              {by} · <When at={at} />
              {why && ` · ${why}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

type WrittenProps = { entry: VitalEntry; draft: NonNullable<VitalEntry['draft']>; act: Act }

function Written({ entry, draft, act }: WrittenProps): ReactNode {
  const { definition, version, mayChange } = entry
  const door = `/vitals/${encodeURIComponent(definition.code)}`
  const publish = async () => {
    const done = await act.run<VitalDone>(`${door}/publish`, { version })
    if (!done) return
    const words = done.waits ? 'second.asked' : 'entry.published'
    toast({ words: t(words, { name: say(definition.name), version: done.version }) })
  }
  const drop = async () => {
    if (await act.run(`${door}/drop-draft`, {})) toast({ words: t('entry.dropped') })
  }
  return (
    <section>
      <h3>{t('entry.draft')}</h3>
      <p className="meta">
        {t('entry.draft-by', { by: draft.by })} · <When at={draft.at} />
      </p>
      <Changes changes={draft.changes} none={t('entry.no-changes')} />
      {mayChange && (
        <div className="row wrap">
          {draft.second && <p className="meta">{t('second.needed')}</p>}
          <Button
            kind="primary"
            busy={act.busy}
            off={draft.changes.length === 0 ? t('entry.no-changes') : null}
            onPress={() => void publish()}
          >
            {t(draft.second ? 'second.publish' : 'entry.publish', { version: version + 1 })}
          </Button>
          <Button busy={act.busy} onPress={() => void drop()}>
            {t('entry.drop')}
          </Button>
        </div>
      )}
    </section>
  )
}

function Versions({ entry: { versions } }: { entry: VitalEntry }): ReactNode {
  return (
    <section>
      <h3>{t('entry.versions')}</h3>
      {versions.map(({ version, by, at, changes, decidedByName }) => (
        <div key={version}>
          <p>
            <b>{t('entry.version', { version })}</b>{' '}
            <span className="meta">
              {by === 'seed' ? t('entry.seeded') : by}
              {decidedByName && ` · ${t('second.confirmed-by', { by: decidedByName })}`} · <When at={at} />
            </span>
          </p>
          <Changes changes={changes} none={t('entry.first')} />
        </div>
      ))}
    </section>
  )
}
