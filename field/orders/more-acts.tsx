import { type ReactNode, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { serverNow } from '../../ui/clock.ts'
import { dateTime } from '../../ui/format.ts'
import { lang } from '../../ui/t.ts'
import { TextField } from '../../ui/text-field.tsx'
import { Tiles } from '../../ui/tiles.tsx'
import type { OutVerb } from '../outbox/types.ts'
import { t } from '../t.ts'
import { act } from './act.ts'
import type { Form, FormProps } from './form.ts'
import type { ShownOrder } from './overlay.ts'
import { ReturnForm } from './return-form.tsx'

type Sending = Exclude<Form, null>
const secondary = ['support', 'return', 'extend', 'suspend'] as const satisfies readonly Sending[]
type Secondary = (typeof secondary)[number]

/** Words for one verb: to whom and why. Two characters at least, as the server asks. */
function ReasonForm({ order, verb, onDone }: { order: ShownOrder; verb: 'support' | 'suspend'; onDone: () => void }): ReactNode {
  const [words, setWords] = useState('')
  const body = verb === 'support' ? { note: words.trim() } : { reason: words.trim() }
  const send = async () => {
    if (await act(order, { verb, label: t(`verb.${verb}`), body })) onDone()
  }
  return (
    <>
      <TextField
        label={t(`ask.${verb}`)}
        lines={2}
        maxLength={500}
        value={words}
        onChange={setWords}
        audience="internal"
        autoFocus
      />
      <Button kind="primary" off={words.trim().length < 2 ? t('form.empty') : null} onPress={() => void send()}>
        {t(`verb.${verb}`)}
      </Button>
    </>
  )
}

const hour = 3_600_000
/** Lengths offered, in hours: a shift, a day, three, a working week. Another date is asked for by telephone. */
const lengths = [4, 24, 72, 168] as const

function ExtendForm({ order, onDone }: { order: ShownOrder; onDone: () => void }): ReactNode {
  const [hours, setHours] = useState<string | null>(null)
  const [words, setWords] = useState('')
  const from = Date.parse(order.finishBy ?? new Date(serverNow()).toISOString())
  const until = hours ? new Date(from + Number(hours) * hour).toISOString() : null
  const off = !until ? t('ask.no-date') : words.trim().length < 2 ? t('form.empty') : null
  const send = async () => {
    if (await act(order, { verb: 'extend', label: t('verb.extend'), body: { until, reason: words.trim() } })) onDone()
  }
  const choices = lengths.map((n) => ({ id: String(n), label: n < 24 ? t('ask.hours', { n }) : t('ask.days', { n: n / 24 }) }))
  return (
    <>
      <Tiles
        label={t('ask.until')}
        required
        choices={choices}
        value={hours}
        onChange={setHours}
        {...(until ? { hint: t('ask.until-is', { time: dateTime(until, serverNow(), lang()) }) } : {})}
      />
      <TextField label={t('ask.extend')} lines={2} maxLength={500} value={words} onChange={setWords} audience="internal" />
      <Button kind="primary" off={off} onPress={() => void send()}>
        {t('verb.extend')}
      </Button>
    </>
  )
}

function Open({ order, form, onDone }: { order: ShownOrder; form: Secondary; onDone: () => void }): ReactNode {
  if (form === 'return') return <ReturnForm order={order} onDone={onDone} />
  if (form === 'extend') return <ExtendForm order={order} onDone={onDone} />
  return <ReasonForm order={order} verb={form} onDone={onDone} />
}

/** What else may be done with the order, each with its reason asked in the page. */
export function MoreActs({ order, form, onForm }: FormProps): ReactNode {
  const may = secondary.filter((verb) => order.allowed.includes(verb))
  const open = may.find((verb) => verb === form)
  const resume = order.state === 'suspended' && order.allowed.includes('resume')
  if (may.length === 0 && !resume) return null
  const label = (verb: OutVerb) => t(`verb.${verb as Secondary}`)
  return (
    <section aria-label={t('order.more')}>
      <div className="acts">
        {resume && (
          <Button onPress={() => void act(order, { verb: 'resume', label: t('verb.resume') })}>{t('verb.resume')}</Button>
        )}
        {may.map((verb) => (
          <Button key={verb} onPress={() => onForm(open === verb ? null : verb)}>
            {verb === 'support' ? label(verb) : `${label(verb)}…`}
          </Button>
        ))}
      </div>
      {open && (
        <div className="card ck-form">
          <Open key={open} order={order} form={open} onDone={() => onForm(null)} />
          <Button onPress={() => onForm(null)}>{t('form.back')}</Button>
        </div>
      )}
    </section>
  )
}
