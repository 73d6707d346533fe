import type { ReactNode } from 'react'
import type { PlanRehearsal, RehearsalAnswer, RehearsalLane } from '../../../contract/plan-preview.ts'
import { Button } from '../../../ui/button.tsx'
import { t } from '../../messages.ts'
import { a, whyNot } from './answer-words.ts'

const verbs = ['accept', 'cannot', 'return'] as const
const most = 12

/** Posts that may answer: those that are called for the work; of who is only told nothing is asked. */
const callable = ({ lanes }: PlanRehearsal): RehearsalLane[] => lanes.filter(({ role, gap }) => role !== 'inform' && gap === null)

const whoOf = ({ unitName, postName, personName }: RehearsalLane): string =>
  `${unitName.includes(postName) ? unitName : `${unitName} ${postName}`}${personName ? ` ${personName}` : ''}`

type Props = {
  played: PlanRehearsal
  answers: readonly RehearsalAnswer[]
  onChange: (answers: RehearsalAnswer[]) => void
}

/** 假如有人应答: which post accepts, cannot come or returns it at which minute; the rest is played anew. */
export function Answers({ played, answers, onChange }: Props): ReactNode {
  const lanes = callable(played)
  const set = (at: number, change: Partial<RehearsalAnswer>) =>
    onChange(answers.map((one, i) => (i === at ? { ...one, ...change } : one)))
  const next = lanes.find(({ post }) => !answers.some((one) => one.post === post)) ?? lanes[0]
  const add = () => {
    if (!next) return
    onChange([...answers, { post: next.post, minute: Math.ceil((next.marks[0]?.s ?? 0) / 60) + 1, does: 'accept' }])
  }
  return (
    <section className="rh-answers" aria-label={a('head')}>
      <h3>
        {a('head')} <small className="meta">{a('note')}</small>
      </h3>
      {answers.map((answer, i) => (
        <div key={i} className="row wrap rh-answer">
          <select
            className="cell rh-answer-who"
            aria-label={`${a('post')} ${i + 1}`}
            value={answer.post}
            onChange={(e) => set(i, { post: e.target.value })}
          >
            {!lanes.some(({ post }) => post === answer.post) && (
              <option value={answer.post}>{whyNot('rehearsal.not-called')}</option>
            )}
            {lanes.map((lane) => (
              <option key={lane.post} value={lane.post}>
                {whoOf(lane)}
              </option>
            ))}
          </select>
          <select
            className="cell rh-answer-does"
            aria-label={`${a('does')} ${i + 1}`}
            value={answer.does}
            onChange={(e) => set(i, { does: verbs.find((verb) => verb === e.target.value) ?? 'accept' })}
          >
            {verbs.map((verb) => (
              <option key={verb} value={verb}>
                {a(verb)}
              </option>
            ))}
          </select>
          <label className="row">
            <span className="t2">{a('minute')}</span>
            <input
              className="cell rh-answer-minute"
              type="number"
              min={0}
              max={played.minutes}
              value={answer.minute}
              aria-label={`${a('minute')} ${i + 1}`}
              onChange={(e) => set(i, { minute: Math.max(0, Math.min(played.minutes, Number(e.target.value) || 0)) })}
            />
          </label>
          <Button small kind="ghost" icon="x" label={a('remove')} onPress={() => onChange(answers.filter((_, at) => at !== i))} />
        </div>
      ))}
      <Outcomes played={played} />
      {answers.length < most && next && (
        <Button small icon="plus" onPress={add}>
          {a('add')}
        </Button>
      )}
    </section>
  )
}

/** What came of each answer, or why it could not be given. */
function Outcomes({ played }: { played: PlanRehearsal }): ReactNode {
  if (played.answers.length === 0) return null
  return (
    <div role="status">
      <ul className="rh-outcomes">
        {played.answers.map(({ post, s, does, problem, toName }) => {
          const lane = played.lanes.find((one) => one.post === post)
          const said = { n: Math.round(s / 6) / 10, who: lane ? whoOf(lane) : t('plans.nobody-there') }
          return (
            <li key={`${post} ${s} ${does}`}>
              {problem === null
                ? a(`done.${does}`, { ...said, to: toName ?? '' })
                : a('failed', { ...said, does: a(does), why: whyNot(problem) })}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
