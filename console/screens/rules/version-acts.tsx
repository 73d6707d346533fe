import { type ReactNode, useState } from 'react'
import type { PlanVersion } from '../../../contract/plan-version.ts'
import type { RulesVersion, VersionAct } from '../../../contract/rules.ts'
import { Button } from '../../../ui/button.tsx'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say, t } from '../../messages.ts'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { useAct } from '../../use-act.ts'

type Sent = Exclude<VersionAct, 'change'>
type Done = { no: number; state: string }
const order: readonly VersionAct[] = ['publish', 'ask', 'change', 'send-back', 'roll-back', 'discard']

type Of = RulesVersion | PlanVersion

/** What may be done with a version now; what may not says why and stays in sight. `base`: the address its versions stand below. */
export function VersionActs({
  version,
  base,
  subject = 'rules',
  onChange,
  onDone,
}: {
  version: Of
  base: string
  subject?: 'rules' | 'plan'
  onChange: () => void
  onDone: (no: number) => void
}): ReactNode {
  const act = useAct()
  const [asked, setAsked] = useState<Sent | null>(null)
  const whyNot = (one: VersionAct): string | null => {
    const off = version.off.find((refused) => refused.act === one)
    return off ? say(off.words) : null
  }
  const offered = order.filter((one) => version.allowed.includes(one) || whyNot(one) !== null)
  const main = offered.find((one) => one === 'publish' || one === 'ask')
  const send = async (one: Sent, body: object = {}) => {
    const path = `${base}/versions/${version.no}/${one}`
    const done = await act.run<Done>(path, body)
    if (!done) return null
    setAsked(null)
    toast({ words: t(`rules.done.${one}`, { no: done.no }) })
    onDone(one === 'discard' ? -1 : done.no)
    return done
  }
  const press = (one: VersionAct) => (one === 'change' ? onChange() : setAsked(one))
  const reasons = offered.flatMap((one) => whyNot(one) ?? [])
  return (
    <>
      <div className="row wrap">
        {offered.map((one) => (
          <Button
            key={one}
            kind={one === main ? 'primary' : 'plain'}
            off={whyNot(one)}
            busy={act.busy && asked === one}
            onPress={() => press(one)}
          >
            {t(`rules.act.${one}`, { no: version.no })}
          </Button>
        ))}
      </div>
      {reasons.length > 0 && (
        <ul className="meta whys">
          {[...new Set(reasons)].map((why) => (
            <li key={why}>{why}</li>
          ))}
        </ul>
      )}
      {asked && (
        <AskFirst act={act} asked={asked} version={version} subject={subject} onSend={send} onCancel={() => setAsked(null)} />
      )}
    </>
  )
}

type AskProps = {
  act: ReturnType<typeof useAct>
  asked: Sent
  version: Of
  subject: 'rules' | 'plan'
  onSend: (act: Sent, body?: object) => Promise<Done | null>
  onCancel: () => void
}

/** The reason, where one is kept; else what the press will do, said once before it is done. */
function AskFirst({ act, asked, version, subject, onSend, onCancel }: AskProps): ReactNode {
  const verb = t(`rules.act.${asked}`, { no: version.no })
  const words = { no: version.no, n: version.differences.length }
  const note = asked === 'publish' && subject === 'plan' ? t('plans.before.publish', words) : t(`rules.before.${asked}`, words)
  if (asked === 'send-back' || asked === 'roll-back' || (asked === 'ask' && version.nothingRecorded))
    return (
      <ReasonForm
        draft={`${subject}.${version.pack}.${version.no}.${asked}`}
        title={verb}
        note={asked === 'ask' ? t('rules.before.untried') : note}
        verb={verb}
        act={act}
        onSend={(reason) => onSend(asked, asked === 'ask' ? { untried: reason } : { note: reason })}
        onCancel={onCancel}
      />
    )
  return (
    <section className="rform" aria-label={verb}>
      <p>{note}</p>
      <FieldNote error={act.error?.message ?? null} />
      <div className="row wrap">
        <Button
          kind="primary"
          busy={act.busy}
          autoFocus
          onPress={() => void onSend(asked, asked === 'publish' ? { changedAt: version.changedAt } : {})}
        >
          {verb}
        </Button>
        <Button onPress={onCancel}>{t('reason.cancel')}</Button>
      </div>
    </section>
  )
}
