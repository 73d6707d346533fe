import { type CSSProperties, type ReactNode, useState } from 'react'
import { Button } from './button.tsx'
import { t } from './t.ts'

export type Side = { src: string; alt: string; caption?: string }

/**
 * Two photographs over each other with a cut to move: by dragging, by arrow keys on the slider, by the two buttons (every drag has a click way).
 * A missing side is said in words.
 */
export function BeforeAfter({ before, after }: { before: Side | null; after: Side | null }): ReactNode {
  const [cut, setCut] = useState(50)
  const move = (by: number) => setCut((now) => Math.min(100, Math.max(0, now + by)))
  return (
    <div className="ba">
      <div className="stage" style={{ '--cut': `${cut}%` } as CSSProperties}>
        {after ? (
          <img src={after.src} alt={after.alt} />
        ) : (
          <span className="under none right">
            {t('ba.after')}：{t('ba.none')}
          </span>
        )}
        <div className="over">
          {before ? (
            <img src={before.src} alt={before.alt} />
          ) : (
            <span className="none left">
              {t('ba.before')}：{t('ba.none')}
            </span>
          )}
        </div>
        <span className="cut" aria-hidden="true" />
        <em className="b-l">{before?.caption ?? t('ba.before')}</em>
        <em className="b-r">{after?.caption ?? t('ba.after')}</em>
      </div>
      <div className="row">
        <Button small icon="minus" label={t('ba.more')} onPress={() => move(-10)} />
        <input
          type="range"
          min={0}
          max={100}
          step={5}
          value={cut}
          aria-label={t('ba.slide')}
          aria-valuetext={`${100 - cut} %`}
          onChange={(e) => setCut(Number(e.target.value))}
        />
        <Button small icon="plus" label={t('ba.less')} onPress={() => move(10)} />
      </div>
    </div>
  )
}
