import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { DetectRule } from '../../../contract/pack.ts'
import type { PackRules, RuleVocabulary } from '../../../contract/rules.ts'
import { ApiError } from '../../../ui/api.ts'
import { Button } from '../../../ui/button.tsx'
import { Menu } from '../../../ui/menu.tsx'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say, t } from '../../messages.ts'
import {
  type EditedRule,
  editedOf,
  freshId,
  givenOf,
  keptRules,
  putBack,
  unreadable,
  writeRule,
} from '../../rules/edited-rules.ts'
import { newRule, ruleKinds } from '../../rules/new-rule.ts'
import { useAct } from '../../use-act.ts'
import { useDraft } from '../../use-draft.ts'
import { Differences } from './differences.tsx'
import { Findings } from './findings.tsx'
import { sentenceLang } from './language.ts'
import { RuleEditor } from './rule-editor.tsx'
import { type Checked, checkQuery, type Given } from './rules-queries.ts'

/** What is written on: a draft there is, or a new one that begins with the rules in force (`no` null). */
export type Written = { no: number | null; rules: DetectRule[]; note: string; changedAt: string | null }

type EditorProps = {
  pack: PackRules
  from: Written
  /** a better rule that somebody took over from a finding */
  swap: DetectRule | null
  onDone: (no: number | null) => void
}

const checkAfterMs = 300

/** All rules of a version being written: checked while one writes, with what they change beside them. Kept in this tab until they are saved. */
export function RulesEditor({ pack, from, swap, onDone }: EditorProps): ReactNode {
  const draft = useRules(
    `rules.${pack.pack}.${from.no ?? `new.${pack.version}`}.${from.changedAt ?? ''}`,
    from.rules,
    swap,
    pack.vocabulary,
  )
  const [open, setOpen] = useState<string | null>(swap?.id ?? null)
  const lang = sentenceLang()
  const { rules, set } = draft
  const given = useLater<Given>({ rules: rules.map((one) => givenOf(one, lang, pack.vocabulary)), lang }, checkAfterMs)
  const check = useQuery(checkQuery(pack.pack, given))
  const malformed = check.error instanceof ApiError ? check.error : null
  const faultsOf = (i: number) => (malformed ? [] : (check.data?.faults.filter(({ index }) => index === i) ?? []))
  const change = (i: number, edited: EditedRule) => set(rules.with(i, edited))
  const remove = (i: number) => {
    const gone = rules[i]!
    set(rules.toSpliced(i, 1))
    draft.whileOpen(
      toast({ words: t('rules.removed', { rule: say(gone.rule.name) }), onUndo: () => set(putBack(draft.now(), gone, i)) }),
    )
  }
  const add = (kind: DetectRule['kind']) => {
    const rule = newRule(kind, freshId(rules, kind), pack.vocabulary)
    set([...rules, editedOf(rule)])
    setOpen(rule.id)
  }
  const use = (rule: DetectRule) => set(rules.map((one) => (one.rule.id === rule.id ? writeRule(one, rule) : one)))
  return (
    <div className="writing">
      <SaveBar
        pack={pack}
        from={from}
        draft={draft}
        checked={malformed ? null : (check.data ?? null)}
        malformed={malformed}
        onDone={onDone}
      />
      <div className="writing-in">
        <ul className="rules">
          {rules.map((edited, i) => (
            <RuleEditor
              key={edited.key}
              edited={edited}
              words={pack.vocabulary}
              faults={faultsOf(i)}
              fresh={!from.rules.some(({ id }) => id === edited.key)}
              open={open === edited.key}
              onOpen={(now) => setOpen(now ? edited.key : null)}
              onChange={(next) => change(i, next)}
              onRemove={() => remove(i)}
            />
          ))}
          <li>
            <Menu
              words={t('rules.add')}
              entries={ruleKinds.map((kind) => ({ id: kind, label: t(`rules.kind.${kind}`), onPress: () => add(kind) }))}
            />
          </li>
        </ul>
        <div className="col told">
          {check.data?.faults.some(({ code }) => code === 'unread') ? (
            <p className="t2">{t('rules.unread-first')}</p>
          ) : (
            <Differences differences={check.data?.differences ?? []} rules={rules.map(({ rule }) => rule)} />
          )}
          <Findings findings={check.data?.findings ?? []} names={pack.vocabulary} onUse={use} off={null} />
        </div>
      </div>
    </div>
  )
}

type Draft = ReturnType<typeof useRules>

/**
 * The rules as they are written, kept under a name in this tab. `now`: as they stand when something comes later than its press;
 * `whileOpen`: what is taken away when the writing ends, so that no undo brings back a draft that is saved or left.
 */
function useRules(name: string, initial: DetectRule[], swap: DetectRule | null, names: RuleVocabulary) {
  const [kept, keep, forget] = useDraft(name)
  const [rules, setRules] = useState<EditedRule[]>(() => {
    const before = (kept && keptRules(kept, initial, sentenceLang(), names)) || initial.map(editedOf)
    return swap ? before.map((one) => (one.rule.id === swap.id ? writeRule(one, swap) : one)) : before
  })
  const latest = useRef(rules)
  const ends = useRef<(() => void)[]>([])
  useEffect(
    () => () => {
      for (const end of ends.current) end()
    },
    [],
  )
  const set = (next: EditedRule[]) => {
    latest.current = next
    setRules(next)
    keep(JSON.stringify(next))
  }
  return { rules, set, forget, now: () => latest.current, whileOpen: (end: () => void) => void ends.current.push(end) }
}

/** A value as it stood when nothing has changed for so long. */
function useLater<T>(value: T, ms: number): T {
  const key = JSON.stringify(value)
  const [later, setLater] = useState(key)
  useEffect(() => {
    const timer = setTimeout(() => setLater(key), ms)
    return () => clearTimeout(timer)
  }, [key, ms])
  return JSON.parse(later) as T
}

function SaveBar({
  pack,
  from,
  draft,
  checked,
  malformed,
  onDone,
}: Omit<EditorProps, 'swap'> & { draft: Draft; checked: Checked | null; malformed: ApiError | null }): ReactNode {
  const act = useAct()
  const lang = sentenceLang()
  const [note, setNote] = useState(from.note)
  const faults = checked?.faults.length ?? 0
  const stuck = draft.rules.find((one) => unreadable(one, lang, pack.vocabulary) === 'json')
  const off = stuck
    ? t('rules.off.json', { rule: say(stuck.rule.name) })
    : malformed
      ? malformed.message
      : faults > 0
        ? t('rules.off.faults', { n: faults })
        : note.trim()
          ? null
          : t('rules.off.note')
  const save = async () => {
    const body = { rules: draft.rules.map((one) => givenOf(one, lang, pack.vocabulary)), lang, note: note.trim() }
    const path = `/rules/${encodeURIComponent(pack.pack)}/versions`
    const done =
      from.no === null
        ? await act.run<{ no: number }>(path, body)
        : await act.run<{ no: number }>(
            `${path}/${from.no}`,
            { ...body, changedAt: from.changedAt, basedOn: pack.version },
            'PUT',
          )
    if (!done) return
    draft.forget()
    toast({ words: t('rules.saved', { no: done.no }) })
    onDone(done.no)
  }
  const leave = () => {
    draft.forget()
    onDone(from.no)
  }
  return (
    <div className="fl save-bar">
      <div className="grow">
        <TextField
          label={t('rules.note')}
          value={note}
          onChange={setNote}
          maxLength={500}
          placeholder={t('rules.note-like')}
          required
        />
      </div>
      <span className="meta" role="status">
        {checked || malformed ? (off ?? t('rules.no-faults')) : t('rules.checking')}
      </span>
      <Button kind="primary" busy={act.busy} off={off} onPress={() => void save()}>
        {t(from.no === null ? 'rules.save-new' : 'rules.save')}
      </Button>
      <Button onPress={leave}>{t('rules.leave')}</Button>
      <FieldNote error={act.error?.message ?? null} />
    </div>
  )
}
