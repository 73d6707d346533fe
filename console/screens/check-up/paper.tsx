import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { CheckUp } from '../../../contract/check-up.ts'
import { checkUpChangeWords } from '../../../contract/check-up-kinds.ts'
import { useNow } from '../../../ui/clock.ts'
import { dateTime } from '../../../ui/format.ts'
import { lang } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { say } from '../../messages.ts'
import { sessionQuery } from '../../session.ts'
import { BoardTable } from './board-table.tsx'
import { Changes } from './changes.tsx'
import { Lists } from './lists.tsx'
import { c } from './words.ts'

/** The sheet itself: the table of boards, what changed, and the lists its figures are made of. */
export function Paper({ checkUp }: { checkUp: CheckUp }): ReactNode {
  const now = useNow()
  const demo = useQuery(sessionQuery).data?.demo
  const at = (time: string) => dateTime(time, now, lang())
  const { body, before } = checkUp
  return (
    <article className="cu-paper">
      <h2>
        {checkUp.areaName} {c('title')} {demo && <Tag kind="strong">{c('sample')}</Tag>}
      </h2>
      <p className="t2">
        {c('head', { no: checkUp.no, at: at(checkUp.at) })} · {c(`made.${checkUp.made}`)} ·{' '}
        {before ? c('before', { no: before.no, at: at(before.at), made: c(`made.${before.made}`) }) : c(`first.${checkUp.made}`)}{' '}
        {body.changes.some(({ kind }) => kind === 'areas') && <Tag kind="strong">{say(checkUpChangeWords.areas)}</Tag>}
      </p>
      <BoardTable checkUp={checkUp} />
      <p className="t2">{c('note')}</p>
      {before && <Changes changes={body.changes} />}
      <Lists body={body} area={checkUp.area} />
    </article>
  )
}
