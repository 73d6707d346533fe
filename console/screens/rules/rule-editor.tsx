import { type ReactNode, useState } from 'react'
import { isUnread, readBody } from '../../../contract/rule-words/say-rule.ts'
import type { RuleVocabulary } from '../../../contract/rules.ts'
import { Button } from '../../../ui/button.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { say, t } from '../../messages.ts'
import {
  type EditedRule,
  type Face,
  jsonFault,
  jsonOf,
  placeInField,
  sentenceOf,
  unreadable,
  writeJson,
  writeRule,
  writeSentence,
} from '../../rules/edited-rules.ts'
import { ChoicePart, FaultsAt, named } from './form-parts.tsx'
import { sentenceLang } from './language.ts'
import { placeWords } from './place-words.ts'
import { RuleForm } from './rule-form.tsx'
import { RuleOutline } from './rule-outline.tsx'
import type { Remark } from './rules-queries.ts'
import { type Mark, SentenceField } from './sentence-field.tsx'

export type RuleEditorProps = {
  edited: EditedRule
  onChange: (edited: EditedRule) => void
  onRemove: () => void
  /** the rule is not in the version this one began with: its id may still be chosen */
  fresh: boolean
  words: RuleVocabulary
  faults: readonly Remark[]
  open: boolean
  onOpen: (open: boolean) => void
}

const faces: readonly Face[] = ['sentence', 'parts', 'json']

/** One rule of a draft: its sentence to read; opened, its head and one of its three faces to write. What is wrong stands under both. */
export function RuleEditor(props: RuleEditorProps): ReactNode {
  const { edited, faults, open, onOpen, onRemove } = props
  const { rule } = edited
  return (
    <li className={open ? 'rule on' : 'rule'} aria-label={say(rule.name)}>
      <div className="row wrap">
        <b className="b">{say(rule.name)}</b>
        <span className="meta">{rule.id}</span>
        {faults.length > 0 && <Tag kind="ink">{t('rules.faults', { n: faults.length })}</Tag>}
        <span className="grow" />
        <Button small onPress={() => onOpen(!open)} label={`${t(open ? 'rules.fold' : 'rules.write')} ${say(rule.name)}`}>
          {t(open ? 'rules.fold' : 'rules.write')}
        </Button>
        <Button small kind="ghost" icon="bin" label={`${t('rules.remove')} ${say(rule.name)}`} onPress={onRemove} />
      </div>
      {open ? <Faces {...props} /> : <Said {...props} />}
      {!open && <FaultLines {...props} />}
    </li>
  )
}

/** What a rule that nobody writes on says; one whose text cannot be read stands as it was written. */
function Said({ edited, words }: Pick<RuleEditorProps, 'edited' | 'words'>): ReactNode {
  const { rule, text, json } = edited
  if (rule.kind === 'tree' && text === null && json === null) return <RuleOutline rule={rule} names={words} />
  return <p className="said-rule">{sentenceOf(edited, sentenceLang(), words)}</p>
}

/** Faults in words, each with its place in the rule. */
function FaultLines({ edited, faults }: Pick<RuleEditorProps, 'edited' | 'faults'>): ReactNode {
  return faults.map((fault) => (
    <FieldNote
      key={`${fault.path} ${fault.code}`}
      error={`${placeWords(edited.rule, fault.path)}${fault.words[sentenceLang()]}`}
    />
  ))
}

function Faces(props: RuleEditorProps): ReactNode {
  const { edited, onChange, faults, words } = props
  const [face, setFace] = useState<Face>('sentence')
  const lang = sentenceLang()
  const stuck = unreadable(edited, lang, words)
  return (
    <div className="form-in">
      <Head {...props} />
      <div className="row wrap">
        <Segmented
          label={t('rules.face')}
          value={face}
          onChange={(id) => (stuck ? undefined : setFace(id as Face))}
          items={faces.map((id) => ({ id, label: t(`rules.face.${id}`) }))}
        />
        {stuck && <span className="meta">{t(`rules.stuck.${stuck}`)}</span>}
      </div>
      {face === 'sentence' && <Sentence {...props} />}
      {face === 'parts' && (
        <RuleForm value={edited.rule} words={words} faults={faults} onChange={(rule) => onChange(writeRule(edited, rule))} />
      )}
      {face === 'json' && (
        <>
          <div className="json">
            <TextField
              label={t('rules.face.json')}
              lines={14}
              value={jsonOf(edited)}
              error={jsonError(edited)}
              onChange={(json) => onChange(writeJson(edited, json))}
            />
          </div>
          <FaultLines {...props} />
        </>
      )}
      {face === 'parts' && <FaultsAt faults={faults} path="" />}
    </div>
  )
}

/** Why the JSON is no rule yet, with the place. */
function jsonError(edited: EditedRule): string | null {
  const fault = jsonFault(edited, sentenceLang())
  if (!fault) return null
  const place = placeWords(edited.rule, fault.path) || (fault.path && t('rules.at-place', { place: fault.path }))
  return `${place}${fault.words}`
}

function Sentence({ edited, onChange, faults, words }: RuleEditorProps): ReactNode {
  const lang = sentenceLang()
  const text = sentenceOf(edited, lang, words)
  return (
    <>
      <SentenceField
        label={t('rules.face.sentence')}
        value={text}
        names={words}
        mark={markOf(edited, words, faults)}
        onChange={(next) => onChange(writeSentence(edited, next, lang, words))}
      />
      <FaultLines edited={edited} faults={faults.filter(({ at }) => at === null)} />
    </>
  )
}

/** The place of the sentence that cannot be read: as the check says, and until it has answered as the sentence itself says. */
function markOf(edited: EditedRule, words: RuleVocabulary, faults: readonly Remark[]): Mark | null {
  const lang = sentenceLang()
  if (edited.text === null) return null
  const read = readBody(edited.text, lang, words)
  if (!isUnread(read)) return null
  const told = faults.find((fault) => fault.at !== null && placeInField(fault.at, edited, lang, words) === read.at)
  return { at: read.at, words: told?.words[lang] ?? read.expected }
}

/** What a rule is called and which alarm it folds into. */
function Head({ edited, onChange, fresh, words, faults }: RuleEditorProps): ReactNode {
  const { rule } = edited
  const set = (head: Partial<Pick<typeof rule, 'id' | 'family' | 'name'>>) =>
    onChange({ ...edited, json: null, rule: { ...rule, ...head } })
  return (
    <div className="row top wrap">
      {fresh && (
        <div className="part-s">
          <TextField label={t('rules.part.id')} value={rule.id} maxLength={40} onChange={(id) => set({ id })} />
        </div>
      )}
      <TextField
        label={t('rules.part.name-zh')}
        value={rule.name.zh}
        maxLength={60}
        onChange={(zh) => set({ name: { ...rule.name, zh } })}
      />
      <TextField
        label={t('rules.part.name-en')}
        value={rule.name.en}
        maxLength={60}
        onChange={(en) => set({ name: { ...rule.name, en } })}
      />
      <ChoicePart
        label={t('rules.part.folds')}
        value={rule.family}
        choices={named(words.alarmFamilies).filter(({ id }) => words.ownFamilies.includes(id))}
        onChange={(family) => set({ family })}
      />
      <FaultsAt faults={faults} path="id" />
    </div>
  )
}
