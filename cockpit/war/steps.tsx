import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { CockpitStep } from '../../contract/cockpit.ts'
import { useNow } from '../../ui/clock.ts'
import { clockTime, duration, timeLeft } from '../../ui/format.ts'
import { Icon } from '../../ui/icons.tsx'
import { lang } from '../../ui/t.ts'
import type { War } from '../data.ts'
import { t } from '../t.ts'

type Step = z.infer<typeof CockpitStep>

const wordsOf = (pair: { zh: string; en: string }): string => (lang() === 'en' ? pair.en : pair.zh)

/** Four names at most: more are a crowd, not an address. */
const names = 4

function Row({ step, now }: { step: Step; now: number }): ReactNode {
  const answered = step.answeredAt !== null
  const running = step.called && !answered
  const people = step.people.slice(0, names).join('、') + (step.people.length > names ? '…' : '')
  const time = step.at ? clockTime(step.at) : ''
  const right = answered
    ? t('war.answered')
    : running
      ? step.clock
        ? timeLeft(step.clock.due, now, lang())
        : t('war.waiting')
      : ''
  const took =
    answered && step.at ? t('war.took', { length: duration(Date.parse(step.answeredAt!) - Date.parse(step.at), lang()) }) : ''
  return (
    <li>
      <span className={answered ? 'k d' : running ? 'k n' : 'k'}>{answered && <Icon name="check" size={16} />}</span>
      <div>
        <span className={running ? 'b' : ''}>{wordsOf(step.name)}</span>
        <p>{people || (step.called ? '' : t('war.later'))}</p>
      </div>
      <div className="c">
        <span className={running ? 'b' : ''}>{right}</span>
        <small>{took || (step.called ? t('war.called', { time }) : '')}</small>
      </div>
    </li>
  )
}

/** The plan's rungs: who was called when, who answered, whose clock runs, and who comes next if nobody does. */
export function Steps({ war }: { war: War }): ReactNode {
  const now = useNow()
  const { plan, typeName } = war.event
  const waits = !war.steps.some((step) => step.answeredAt)
  const later = war.steps.filter((step) => !step.called)
  return (
    <section className="wp">
      <h2>
        {plan ? t('war.plan', { name: wordsOf(typeName), n: plan.version }) : t('war.plan-none')}
        <small>{t('war.since')}</small>
      </h2>
      <ul className="ps">
        {war.steps.map((step) => (
          <Row key={step.step} step={step} now={now} />
        ))}
      </ul>
      {waits && later.length > 0 && (
        <div className="if">
          <b className="b">{t('war.if')}</b>
          {later.map((step, n) => (
            <p key={step.step}>
              <span className="t2">{n + 1}</span> {wordsOf(step.name)}
            </p>
          ))}
        </div>
      )}
    </section>
  )
}
