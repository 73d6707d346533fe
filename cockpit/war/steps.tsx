import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { CockpitStep } from '../../contract/cockpit.ts'
import { useNow } from '../../ui/clock.ts'
import { clockTime, duration, timeLeft } from '../../ui/format.ts'
import { Icon } from '../../ui/icons.tsx'
import { packWord, packWords } from '../../ui/pack-words.ts'
import { comma, lang } from '../../ui/t.ts'
import type { War } from '../data.ts'
import { PanelHead } from '../panel/panel.tsx'
import { t } from '../t.ts'

type Step = z.infer<typeof CockpitStep>
type Plan = NonNullable<War['plan']>

const wordsOf = (pair: { zh: string; en: string }): string => (lang() === 'en' ? pair.en : pair.zh)

/** Three names fit a line; more are a crowd, not an address. */
const names = 3

function peopleOf(step: Step): string {
  const first = step.people.slice(0, names).join(comma())
  const more = step.people.length - names
  return more > 0 ? t('war.people', { names: first, n: step.people.length, more }) : first
}

type Told = { right: string; small: string; who: string }

/** A rung that was called: who, since when, and the clock that runs or the time it took. */
function calledWords(step: Step, now: number): Told {
  const who = peopleOf(step)
  const at = step.at ?? ''
  if (step.answeredAt) {
    const length = duration(Date.parse(step.answeredAt) - Date.parse(at), lang())
    return { right: t('war.answered'), small: at ? t('war.took', { length }) : '', who }
  }
  const right = step.clock ? timeLeft(step.clock.due, now, lang()) : t('war.waiting')
  return { right, small: at ? t('war.called', { time: clockTime(at) }) : '', who }
}

/** A rung that was not called: when its turn comes, or that it will not come because somebody answered. */
function laterWords(step: Step, startsAt: number | null, answered: boolean, now: number): Told {
  const who = peopleOf(step) || t('war.later')
  if (answered) return { right: '', small: '', who: t('war.spared') }
  if (startsAt === null) return { right: '', small: '', who }
  const small = startsAt > now ? timeLeft(startsAt, now, lang()) : ''
  return { right: t('war.from', { time: clockTime(startsAt) }), small, who }
}

function Row({ step, told }: { step: Step; told: Told }): ReactNode {
  const answered = step.answeredAt !== null
  const running = step.called && !answered
  return (
    <li>
      <span className={answered ? 'k d' : running ? 'k n' : 'k'}>{answered && <Icon name="check" size={16} />}</span>
      <div className="el">
        <div className={running ? 'el b' : 'el'}>{wordsOf(step.name)}</div>
        <p className="el">{told.who}</p>
      </div>
      <div className="c">
        <span className={running ? 'b' : ''}>{told.right}</span>
        <small>{told.small}</small>
      </div>
    </li>
  )
}

/** When the plan's rung is called if nobody accepts before; null when the plan does not say. */
function startOf(steps: readonly Step[], { afterS }: Step): number | null {
  const first = steps[0]?.at
  return afterS === null || !first ? null : Date.parse(first) + afterS * 1000
}

/** A plan by the name and the version the timeline and the page of the case give it. */
const planName = ({ pack, version, planVersion }: NonNullable<Plan['of']>): { name: string; n: number } => ({
  name: packWord('packs', pack, lang()) ?? pack,
  n: planVersion > 0 ? planVersion : version,
})

/** The plan's rungs: who was called when, who answered, whose clock runs, and who comes next when if nobody does. */
export function Steps({ plan: { of, steps } }: { plan: Plan }): ReactNode {
  const now = useNow()
  packWords.use()
  const answered = steps.some((step) => step.answeredAt)
  return (
    <section className="wp plan">
      <PanelHead
        title={<span className="el">{of === null ? t('war.plan-none') : t('war.plan', planName(of))}</span>}
        note={t('war.since')}
      />
      {steps.length === 0 && <p className="t2">{t('war.no-steps')}</p>}
      <ul className="ps">
        {steps.map((step) => (
          <Row
            key={step.step}
            step={step}
            told={step.called ? calledWords(step, now) : laterWords(step, startOf(steps, step), answered, now)}
          />
        ))}
      </ul>
    </section>
  )
}
