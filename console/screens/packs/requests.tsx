import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { PackRequest } from '../../../contract/pack-requests.ts'
import type { PackPage } from '../../../contract/packs.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { comma } from '../../../ui/t.ts'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say } from '../../messages.ts'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { SecondAnswers } from '../../parts/second-answers.tsx'
import { TrialRun } from '../../parts/trial/trial-run.tsx'
import { useAct } from '../../use-act.ts'
import { backtestQuery } from '../rules/rules-queries.ts'
import { lengthWords } from './setting-value.ts'
import type { Place } from './settings.tsx'
import { t, tr } from './words.ts'

/** A setting in words; `above`: the value that holds at the place when it has none of its own, with where it comes from. */
type Known = { name: string; unit: string; above: string }
type Settings = ReadonlyMap<string, Known>
type OfPlace = { requests: readonly PackRequest[]; page: PackPage; place: Place }

function knownOf({ settings, tunings }: PackPage, place: Place): Settings {
  const city = tunings.find(({ area }) => area === '' && !place.city)?.settings ?? {}
  return new Map(
    settings.map(({ id, name, unit, value }) => {
      const above = city[id]
      const words =
        above === undefined
          ? t('packs.default', { value: lengthWords(value, unit) })
          : t('packs.from-city', { value: lengthWords(above, unit) })
      return [id, { name: say(name), unit, above: words }]
    }),
  )
}

/** What is asked for at a place: the request that waits with what the reader may do about it, and what became of those before. */
export function Requests({ requests, page, place }: OfPlace): ReactNode {
  const settings = knownOf(page, place)
  const waiting = requests.find(({ state }) => state === 'waiting')
  const over = requests.filter((one) => one !== waiting).slice(0, 5)
  return (
    <>
      {waiting && <Waiting key={waiting.id} one={waiting} settings={settings} />}
      {over.length > 0 && <Over rows={over} settings={settings} />}
    </>
  )
}

const titleOf = ({ what, undoes }: PackRequest) => (what === 'off' ? 'request.off' : undoes ? 'request.undo' : 'request.settings')

/** Who asked, why, until when, by what replay, and what the reader may do about it. */
function Waiting({ one, settings }: { one: PackRequest; settings: Settings }): ReactNode {
  return (
    <section className="rform" aria-label={tr(titleOf(one))}>
      <p>
        <b className="b">{tr(titleOf(one))}</b> {tr('request.by', { name: one.askedByName })} <When at={one.askedAt} />
      </p>
      {one.what === 'settings' && <Changes one={one} settings={settings} />}
      <p className="wrap-any">{tr('request.reason', { reason: one.reason })}</p>
      {one.tried && <Tried one={one} />}
      <p className="meta">
        {tr('request.until')} <When at={one.lapsesAt} />
      </p>
      <SecondAnswers
        door={`/pack-requests/${one.id}`}
        draft={`packs.refuse.${one.id}`}
        allowed={one.allowed.filter((verb) => verb !== 'undo')}
        why={one.why}
        words={{
          button: (verb) =>
            verb === 'confirm'
              ? tr(`request.confirm.${one.what}`)
              : tr(verb === 'refuse' ? 'request.refuse-why' : `request.${verb}`),
          done: (verb) => tr(`request.done.${one.what}.${verb}`),
          refuse: tr('request.refuse'),
          refuseNote: tr('request.refuse-note', { name: one.askedByName }),
        }}
      />
    </section>
  )
}

/** Each value that changes: what holds now and what is wanted. */
function Changes({ one: { changes }, settings }: { one: PackRequest; settings: Settings }): ReactNode {
  return (
    <ul className="pack-changes">
      {changes.map((change) => (
        <li key={change.setting}>
          {nameOf(change.setting, settings)} <b className="b">{shift(change, settings)}</b>
        </li>
      ))}
    </ul>
  )
}

const nameOf = (id: string, settings: Settings): string => settings.get(id)?.name ?? id

function shift({ setting, from, to }: PackRequest['changes'][number], settings: Settings): string {
  const { unit = '', above = tr('request.none-of-own') } = settings.get(setting) ?? {}
  const said = (value: typeof from): string => (value === null ? above : lengthWords(value, unit))
  return `${said(from)} → ${said(to)}`
}

/** What the recorded days said, and the whole replay one press away: the second person judges by what the first one saw. */
function Tried({ one: { tried, backtest } }: { one: PackRequest }): ReactNode {
  const [open, setOpen] = useState(false)
  const query = useQuery({ ...backtestQuery(backtest ?? ''), enabled: open && backtest !== null })
  return (
    <>
      <p className="row wrap base">
        <span>{tr('request.tried', { tried: tried ? say(tried) : '' })}</span>
        {backtest && (
          <Button small onPress={() => setOpen(!open)}>
            {tr(open ? 'request.hide-replay' : 'request.see-replay')}
          </Button>
        )}
      </p>
      {open && query.data && <TrialRun run={query.data} />}
      {open && <FieldNote error={query.error?.message ?? null} />}
    </>
  )
}

/** The last requests that are over: what became of each, by whom and when; a change that still stands can be taken back. */
function Over({ rows, settings }: { rows: readonly PackRequest[]; settings: Settings }): ReactNode {
  const [undoing, setUndoing] = useState<string | null>(null)
  const changed = rows.find(({ id }) => id === undoing)
  return (
    <>
      <ul className="meta whys" aria-label={tr('request.before')}>
        {rows.map((one) => (
          <li key={one.id}>
            {wordsOf(one, settings)} · {tr('request.by', { name: one.askedByName })}
            {comma()}
            {tr(`request.state.${one.state}`, { by: one.decidedByName ?? '' })} <When at={one.decidedAt ?? one.askedAt} />{' '}
            {one.answer && <span className="wrap-any">{tr('request.reason', { reason: one.answer })} </span>}
            {one.allowed.includes('undo') && (
              <Button small onPress={() => setUndoing(one.id)}>
                {tr('request.go-back')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {changed?.allowed.includes('undo') && <Undo one={changed} settings={settings} onClose={() => setUndoing(null)} />}
    </>
  )
}

const wordsOf = ({ what, changes }: PackRequest, settings: Settings): string =>
  what === 'off'
    ? tr('request.line.off')
    : changes.map((change) => `${nameOf(change.setting, settings)} ${shift(change, settings)}`).join(comma())

function Undo({ one, settings, onClose }: { one: PackRequest; settings: Settings; onClose: () => void }): ReactNode {
  const act = useAct()
  const send = async (reason: string) => {
    const done = await act.run(`/pack-requests/${one.id}/undo`, { reason })
    if (done) {
      toast({ words: tr('request.went-back') })
      onClose()
    }
    return done
  }
  return (
    <ReasonForm
      draft={`packs.undo.${one.id}`}
      title={`${tr('request.go-back')} · ${wordsOf(one, settings)}`}
      note={tr('request.go-back-note')}
      verb={tr('request.go-back')}
      act={act}
      onSend={send}
      onCancel={onClose}
    />
  )
}
