import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import type { FilingCondition } from '../../../contract/catalogue.ts'
import { Button } from '../../../ui/button.tsx'
import { List } from '../../../ui/list.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { t } from '../../messages.ts'
import { milestoneWords } from '../../parts/limit-words.ts'
import { conditionsQuery } from '../../queries.ts'

/** The condition a case will be opened by, with the version of the catalogue it was chosen from. */
export type Chosen = { version: number; condition: FilingCondition }

const limitOf = ({ milestones }: FilingCondition): string =>
  milestones.length > 0 ? t('filing.limit', { limit: milestoneWords(milestones) }) : t('filing.by-plan')

/** The city's catalogue beside a waiting signal: the chosen condition gives the case its limit and its closing rule. Nothing where there is no catalogue. */
export function FilingPanel({
  chosen,
  onChosen,
}: {
  chosen: Chosen | null
  onChosen: (chosen: Chosen | null) => void
}): ReactNode {
  const [words, setWords] = useState('')
  const q = useDeferredValue(words.trim())
  const view = useQuery(conditionsQuery(q)).data
  if (!view || view.version === 0) return null
  return (
    <Panel title={t('filing.title')} note={t('filing.note', { version: view.version })}>
      {chosen ? (
        <Choice condition={chosen.condition} onDrop={() => onChosen(null)} />
      ) : (
        <>
          <TextField
            label={t('filing.find')}
            hideLabel
            kind="search"
            placeholder={t('catalogue.find')}
            hint={q ? t('filing.found', { n: view.found }) : t('filing.none')}
            value={words}
            onChange={setWords}
          />
          {q && (
            <div className="pick-list">
              <List
                label={t('filing.title')}
                rows={view.rows}
                keyOf={(one) => one.id}
                words={(one) => `${one.name} ${one.text}`}
                current={null}
                onCurrent={(id) => {
                  const condition = view.rows.find((one) => one.id === id)
                  if (condition) onChosen({ version: view.version, condition })
                }}
                none={<p className="meta state">{t('catalogue.no-match')}</p>}
                rowOf={(one) => (
                  <>
                    <span />
                    <span className="col">
                      <span className="h el">
                        {one.id} {one.name}
                      </span>
                      <span className="l el">{one.text}</span>
                    </span>
                    <span className="meta">{limitOf(one)}</span>
                  </>
                )}
              />
            </div>
          )}
        </>
      )}
    </Panel>
  )
}

function Choice({ condition, onDrop }: { condition: FilingCondition; onDrop: () => void }): ReactNode {
  return (
    <>
      <p className="b">
        {condition.id} {condition.name}
      </p>
      <p className="said">{condition.text}</p>
      <p>{limitOf(condition)}</p>
      {condition.close && <p className="meta">{t('filing.close', { text: condition.close })}</p>}
      {condition.unit && <p className="meta">{t('filing.owner', { unit: condition.unit })}</p>}
      <Button small onPress={onDrop}>
        {t('filing.drop')}
      </Button>
    </>
  )
}
