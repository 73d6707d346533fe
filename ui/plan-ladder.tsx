import type { ReactNode } from 'react'
import { Tag } from './tag.tsx'

/** One rung: when (words: "0 分", "3 分未签收"), who, why. `told` = told at once or already; hollow = told only if nobody signs. */
export type Rung = { id: string; when: string; who: ReactNode; why?: string; told: boolean; tag?: string }

/** Who is told and when, as dots on a line. The reason of the choice stands under the name. */
export function PlanLadder({ rungs }: { rungs: readonly Rung[] }): ReactNode {
  return (
    <ol className="lad">
      {rungs.map((rung) => (
        <li key={rung.id} className={rung.told ? 'f' : ''}>
          <time>{rung.when}</time>
          <i aria-hidden="true" />
          <div>
            {rung.told ? <b className="b">{rung.who}</b> : rung.who}
            {rung.tag && (
              <>
                {' '}
                <Tag>{rung.tag}</Tag>
              </>
            )}
            {rung.why && <p>{rung.why}</p>}
          </div>
        </li>
      ))}
    </ol>
  )
}
