import { type ReactNode, useState } from 'react'
import type { Called } from '../contract/event.ts'
import { ApiError, post } from './api.ts'
import { Button } from './button.tsx'
import { CallButton } from './call-button.tsx'
import { t } from './t.ts'
import { FieldNote } from './text-field.tsx'

const ofCase = ['call.for.scene', 'call.for.progress', 'call.for.place'] as const
const ofDuty = ['call.for.duty', 'call.for.progress', 'call.for.take-over'] as const

type Asked =
  | {
      event: string
      whose: 'reporter' | 'responsible'
      /** one of several: a report, a person */
      of?: string
    }
  | { dutyPost: string; of: string }
type Props = Asked & {
  /** who is called, until the server says the name */
  name: string
  small?: boolean
  kind?: 'plain' | 'primary'
}

/** The address that shows the number, and what it wants to know. */
function doorOf(asked: Asked, purpose: string): [path: string, body: Record<string, string>] {
  if ('dutyPost' in asked) return [`/duty/posts/${encodeURIComponent(asked.dutyPost)}/call`, { person: asked.of, purpose }]
  const { event, whose, of } = asked
  return [`/events/${event}/call`, { whose, purpose, ...(of ? { of } : {}) }]
}

/** A hidden number is asked for with a purpose, shown once and written down; then it can be pressed. */
export function CallAsk(props: Props): ReactNode {
  const { name, small = false, kind = 'plain' } = props
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [found, setFound] = useState<Called | null>(null)
  const ask = async (purpose: string) => {
    setBusy(true)
    setProblem(null)
    try {
      setFound(await post<Called>(...doorOf(props, purpose)))
    } catch (error) {
      setProblem(error instanceof ApiError ? error.message : String(error))
    }
    setBusy(false)
  }
  if (found) {
    const words = [found.name, found.phone].filter(Boolean).join(' ')
    return <CallButton small={small} name={found.name ?? name} phone={found.phone} words={words} />
  }
  if (!asking)
    return (
      <Button small={small} kind={kind} icon="phone" label={t('call.label', { name })} onPress={() => setAsking(true)}>
        {t('call.do')}
      </Button>
    )
  return (
    <fieldset className="call-ask">
      <legend className="meta">{t('call.why')}</legend>
      {('event' in props ? ofCase : ofDuty).map((purpose) => (
        <Button key={purpose} small={small} busy={busy} onPress={() => void ask(t(purpose))}>
          {t(purpose)}
        </Button>
      ))}
      <Button small={small} kind="ghost" onPress={() => setAsking(false)}>
        {t('call.back')}
      </Button>
      <FieldNote error={problem} />
    </fieldset>
  )
}
