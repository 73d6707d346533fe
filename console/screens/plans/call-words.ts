import type { Call } from '../../../contract/pack.ts'
import type { TypePlan } from '../../../contract/plan-version.ts'
import { t, tell } from '../../messages.ts'
import { lengthWords } from '../../parts/length-words.ts'

type Post = TypePlan['posts'][number]

/** Two calls, or a call and a kind of post, that mean the same. */
export const isSame = (call: Call, post: Pick<Post, 'postKind' | 'tier' | 'board' | 'domain' | 'side'>): boolean =>
  call.postKind === post.postKind &&
  call.tier === post.tier &&
  (call.board ?? null) === post.board &&
  (call.domain ?? null) === post.domain &&
  (call.side ?? null) === post.side

export const callOf = ({ postKind, tier, board, domain, side }: Post): Call => ({
  ...{ postKind, tier },
  ...(board ? { board } : {}),
  ...(domain ? { domain } : {}),
  ...(side ? { side } : {}),
})

/** 「平安法治岗 A」 where there is such a post; else its kind. One of a domain by an example of its unit. */
export function callWords(call: Call, posts: readonly Post[]): string {
  const found = posts.find((post) => isSame(call, post))
  const kind = tell(`post-kind.${call.postKind}`) ?? call.postKind
  if (!found) return [kind, call.domain, call.board, call.side].filter(Boolean).join(' ')
  return found.domain ? t('plans.domain-post', { name: found.name, example: found.example }) : found.name
}

/** `30m` → 「30 分」; nothing → 「—」. */
export const limitWords = (length: string | null): string => (length === null ? '—' : lengthWords(length))
