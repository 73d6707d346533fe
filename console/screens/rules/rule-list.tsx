import type { ReactNode } from 'react'
import type { RulesVersion, RuleVocabulary } from '../../../contract/rules.ts'
import { Tag } from '../../../ui/tag.tsx'
import { FieldNote } from '../../../ui/text-field.tsx'
import { say, t } from '../../messages.ts'
import { sentenceLang } from './language.ts'
import { placeWords } from './place-words.ts'
import { RuleOutline } from './rule-outline.tsx'

/** The rules of a version as sentences, nested ones as outlines; faults with their places under them. */
export function RuleList({ version, names }: { version: RulesVersion; names: RuleVocabulary }): ReactNode {
  const { alarmFamilies: families } = names
  const lang = sentenceLang()
  if (version.rules.length === 0) return <p className="t2">{t('rules.none')}</p>
  return (
    <ul className="rules">
      {version.rules.map(({ rule, [lang]: sentence }, i) => (
        <li key={rule.id} className="rule">
          <div className="row wrap">
            <b className="b">{say(rule.name)}</b>
            <span className="meta">{rule.id}</span>
            <span className="grow" />
            <Tag>{t('rules.folds', { family: families[rule.family] ? say(families[rule.family]!) : rule.family })}</Tag>
          </div>
          {rule.kind === 'tree' ? (
            <RuleOutline rule={rule} names={names} />
          ) : (
            <p className="said-rule">{sentence.slice(sentence.indexOf('\n') + 1)}</p>
          )}
          {version.faults
            .filter(({ index }) => index === i)
            .map((fault) => (
              <FieldNote key={`${fault.path} ${fault.code}`} error={`${placeWords(rule, fault.path)}${fault.words[lang]}`} />
            ))}
        </li>
      ))}
    </ul>
  )
}
