import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { CockpitStep } from '../../contract/cockpit.ts'
import { useNow } from '../../ui/clock.ts'
import { duration, shortTime, timeLeft } from '../../ui/format.ts'
import { Icon } from '../../ui/icons.tsx'
import { packName, packWords } from '../../ui/pack-words.ts'
import { comma, lang } from '../../ui/t.ts'
import type { War } from '../data.ts'
import { PanelHead } from '../panel/panel.tsx'
import { t } from '../t.ts'
import { callWords } from './call-words.ts'
import { type Turn, turnOf } from './turn-of.ts'

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
  // Its own limit, while it runs; how late the case is stands at its head, counted from the first one.
  const runs = step.clock && !step.clock.paused && Date.parse(step.clock.due) >= now
  const right = runs ? timeLeft(step.clock!.due, now, lang()) : t('war.waiting')
  return { right, small: at ? t('war.called', { time: shortTime(at, now, lang()) }) : '', who }
}

/** By which rule people were called before their turn, and when that comes. */
function beforeWords({ startsAt }: Step, { red }: NonNullable<Step['before']>, turn: Turn, now: number): string {
  if (turn !== 'coming' || startsAt === null) return red ? t('war.before-red-now') : ''
  return t(red ? 'war.before-red' : 'war.before', { time: shortTime(startsAt, now, lang()) })
}

/** A rung that was not called: when its turn comes, that it is late, or why it will not come. */
function laterWords(step: Step, answered: boolean, now: number): Told {
  const turn = turnOf(step, { answered, now })
  const people = peopleOf(step)
  if (step.before) return { right: callWords(step.before), small: beforeWords(step, step.before, turn, now), who: people }
  if (turn === 'spared' || turn === 'passed') return { right: '', small: '', who: t(`war.${turn}`) }
  if (turn === 'unsaid') return { right: '', small: '', who: people || t('war.later') }
  const at = Date.parse(step.startsAt!)
  const time = shortTime(at, now, lang())
  return turn === 'late'
    ? { right: t('war.not-called'), small: t('war.was-due', { time }), who: people }
    : { right: t('war.from', { time }), small: timeLeft(at, now, lang()), who: people || t('war.later') }
}

function Row({ step, told }: { step: Step; told: Told }): ReactNode {
  const answered = step.answeredAt !== null
  const running = (step.called && !answered) || step.before?.state === 'ringing'
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

/** A plan by the name and the version the timeline and the page of the case give it. */
const planName = ({ pack, version, planVersion }: NonNullable<Plan['of']>): { name: string; n: number } => ({
  name: packName('packs', pack, lang()),
  n: planVersion > 0 ? planVersion : version,
})

/** The plan's rungs: who was called when, who answered, whose clock runs, and who comes next when if nobody does. */
export function Steps({ plan: { of, steps } }: { plan: Plan }): ReactNode {
  const now = useNow()
  packWords.use()
  const answered = steps.some((step) => step.answeredAt)
  return (
    <section className="wp plan">
      <PanelHead title={<span className="el">{of === null ? t('war.plan-none') : t('war.plan', planName(of))}</span>} />
      {steps.length === 0 && <p className="t2">{t('war.no-steps')}</p>}
      <ul className="ps">
        {steps.map((step) => (
          <Row key={step.step} step={step} told={step.called ? calledWords(step, now) : laterWords(step, answered, now)} />
        ))}
      </ul>
    </section>
  )
}
