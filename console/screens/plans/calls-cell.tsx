import type { ReactNode } from 'react'
import type { Call } from '../../../contract/pack.ts'
import type { TypePlan } from '../../../contract/plan-version.ts'
import { t } from '../../messages.ts'
import { callOf, callWords, isSame } from './call-words.ts'

type Posts = TypePlan['posts']
type Props = {
  posts: Posts
  calls: readonly Call[]
  /** one call and no more */
  only?: boolean
  fault: string | null
  onChange: ((calls: Call[]) => void) | undefined
}

/** Who is called, chosen from the posts that there are; several are called together. */
export function CallsCell({ posts, calls, only = false, fault, onChange }: Props): ReactNode {
  if (!onChange) return <span className="wrap-any">{calls.map((call) => callWords(call, posts)).join(t('list.and'))}</span>
  return (
    <span className="calls">
      {calls.map((call, i) => (
        <span key={i} className="len">
          <PostSelect
            posts={posts}
            value={call}
            fault={fault}
            onChange={(next) => onChange(calls.map((one, at) => (at === i ? next : one)))}
          />
          {!only && calls.length > 1 && (
            <button
              type="button"
              className="cell-x"
              aria-label={t('plans.remove', { name: callWords(call, posts) })}
              onClick={() => onChange(calls.toSpliced(i, 1))}
            >
              ×
            </button>
          )}
        </span>
      ))}
      {!only && posts[0] && (
        <button type="button" className="cell-add" onClick={() => onChange([...calls, callOf(posts[0]!)])}>
          {t('plans.and-also')}
        </button>
      )}
    </span>
  )
}

const tiers = ['town', 'district', 'city'] as const

function PostSelect({
  posts,
  value,
  fault,
  onChange,
}: {
  posts: Posts
  value: Call
  fault: string | null
  onChange: (call: Call) => void
}): ReactNode {
  const isKnown = posts.some((post) => isSame(value, post))
  const choices = isKnown ? posts : [...posts, unknown(value)]
  const chosen = choices.findIndex((post) => isSame(value, post))
  return (
    <select
      aria-label={t('plans.col.who')}
      className={fault ? 'cell err' : 'cell'}
      aria-invalid={fault !== null}
      title={fault ?? undefined}
      value={String(chosen)}
      onChange={(e) => onChange(callOf(choices[Number(e.target.value)]!))}
    >
      {tiers.map((tier) => (
        <optgroup key={tier} label={t(`tier.${tier}`)}>
          {choices.map((post, i) =>
            post.tier === tier ? (
              <option key={`${post.postKind} ${post.board} ${post.domain} ${post.side}`} value={String(i)}>
                {callWords(callOf(post), choices)}
              </option>
            ) : null,
          )}
        </optgroup>
      ))}
    </select>
  )
}

const unknown = (call: Call): Posts[number] => ({
  ...{
    postKind: call.postKind,
    tier: call.tier,
    board: call.board ?? null,
    domain: call.domain ?? null,
    side: call.side ?? null,
  },
  ...{ name: call.postKind, example: '', count: 0 },
})
