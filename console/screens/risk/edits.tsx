import type { ReactNode } from 'react'
import type { RiskEdit } from '../../../contract/object-risk.ts'
import { When } from '../../../ui/age.tsx'
import { NONE } from '../../../ui/format.ts'
import { Tag } from '../../../ui/tag.tsx'
import { t as plain, say } from '../../messages.ts'
import { levelTurn } from '../objects/why/level-turn.ts'
import { Looked } from '../objects/why/on-spot.tsx'
import { Proofs } from '../objects/why/proofs.tsx'
import { t } from '../objects/why/words.ts'

/** 台账变更: who wrote down what of the things the risk follows from, why, and what became of the level. */
export function Edits({ edits }: { edits: readonly RiskEdit[] }): ReactNode {
  return (
    <section>
      <h3>{t('edits')}</h3>
      {edits.length === 0 && <p className="meta">{t('edits-none')}</p>}
      <ul className="shifts">
        {edits.map((edit) => (
          <li key={`${edit.at} ${edit.changes[0]?.field ?? ''}`}>
            <Edit edit={edit} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Edit({ edit }: { edit: RiskEdit }): ReactNode {
  const { at, by, postName, sheet, of, changes, reason, proofs, evidence, better, onSpot } = edit
  return (
    <>
      <p className="row wrap">
        <When at={at} />
        <b className="b">{[by, postName].filter(Boolean).join(' ')}</b>
        {better && !onSpot && (
          <span title={t('desk-note')}>
            <Tag>{t('desk')}</Tag>
          </span>
        )}
      </p>
      {changes.map(({ field, name, from, to }) => (
        <p key={field} className="wrap-anywhere">
          <span className="t2">{say(name)}</span> {from ? say(from) : NONE} → {to ? say(to) : NONE}
        </p>
      ))}
      {reason && <p className="wrap-anywhere">{t('because', { reason })}</p>}
      <p className="meta facts">
        <span>{levelTurn(edit)}</span>
        {of && <span>{t('in-paper', { name: of })}</span>}
        {sheet && <span>{plain('objects.by-sheet', { sheet })}</span>}
      </p>
      {onSpot && <Looked look={onSpot} />}
      <Proofs files={evidence} hidden={proofs - evidence.length} />
    </>
  )
}
