import type { ReactNode } from 'react'
import type { Plate as PlateRow, Plates } from '../../../contract/object-code.ts'
import { Qr } from '../../../ui/qr.tsx'
import { say, t } from '../../messages.ts'
import { spacedCode } from '../objects/codes/code-queries.ts'

type Props = { plate: PlateRow; words: Plates['kinds'][string]; base: string }

/** One plate: what it is, the code, the name, what to do. No colour, since it changes; no person. Dark on white whatever the theme. */
export function Plate({ plate, words, base }: Props): ReactNode {
  return (
    <article className="plate" data-theme="light">
      <h2>{say(words.title)}</h2>
      <Qr text={`${base}/public/code/${plate.code}`} size={240} />
      <div className="plate-words">
        <h3>{plate.name}</h3>
        <p className="plate-place">{[plate.areaName, plate.address].filter(Boolean).join(' · ')}</p>
        <ul>
          {words.says.map((line) => (
            <li key={line.zh}>{say(line)}</li>
          ))}
        </ul>
      </div>
      <footer>
        <span>
          {t('plates.number')} {plate.number}
        </span>
        <span>
          {t('plates.code')} <b>{spacedCode(plate.code)}</b>
        </span>
        <span className="plate-or">{t('plates.or', { base: base.replace(/^https?:\/\//, '') })}</span>
      </footer>
    </article>
  )
}
