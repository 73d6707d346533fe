import { type ReactNode, useState } from 'react'
import type { AnswerVerb } from '../../contract/second-person.ts'
import type { Words } from '../../contract/words.ts'
import { Button } from '../../ui/button.tsx'
import { FieldNote } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { say } from '../messages.ts'
import { useAct } from '../use-act.ts'
import { ReasonForm } from './reason-form.tsx'

type Props = {
  /** the request, as an address of the API */
  door: string
  /** what a reason is kept under until it is sent */
  draft: string
  allowed: readonly AnswerVerb[]
  /** why the reader may not confirm it */
  why: Words | null
  small?: boolean
  words: { button: (verb: AnswerVerb) => string; done: (verb: AnswerVerb) => string; refuse: string; refuseNote: string }
}

/** What the reader may do about a request that waits for a second person: confirm, take back, or refuse with a reason. */
export function SecondAnswers({ door, draft, allowed, why, small = false, words }: Props): ReactNode {
  const act = useAct()
  const [refusing, setRefusing] = useState(false)
  const answer = async (verb: AnswerVerb, body: { note?: string } = {}) => {
    const done = await act.run(`${door}/${verb}`, body)
    if (done) toast({ words: words.done(verb) })
    return done
  }
  return (
    <>
      <div className="row wrap">
        {allowed.map((verb) => (
          <Button
            key={verb}
            small={small}
            busy={act.busy}
            {...(verb === 'confirm' ? { kind: 'primary' as const } : {})}
            onPress={() => (verb === 'refuse' ? setRefusing(true) : void answer(verb))}
          >
            {words.button(verb)}
          </Button>
        ))}
        {!allowed.includes('confirm') && why && <span className="meta">{say(why)}</span>}
      </div>
      {refusing && allowed.includes('refuse') ? (
        <ReasonForm
          draft={draft}
          title={words.refuse}
          note={words.refuseNote}
          verb={words.refuse}
          act={act}
          onSend={(note) => answer('refuse', { note })}
          onCancel={() => setRefusing(false)}
        />
      ) : (
        <FieldNote error={act.error?.message ?? null} />
      )}
    </>
  )
}
