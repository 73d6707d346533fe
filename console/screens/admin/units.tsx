import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { useNow } from '../../../ui/clock.ts'
import { dateTime, number } from '../../../ui/format.ts'
import { lang } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { t, tell } from '../../messages.ts'
import { may, useSession } from '../../session.ts'
import { adminPosts, adminUnits, type Post, type Unit } from './admin-queries.ts'
import { EndButton } from './end-button.tsx'
import { NewPost } from './new-post.tsx'
import { NewUnit } from './new-unit.tsx'
import type { OnChange } from './on-change.ts'
import { type Cell, PagedTable } from './paged-table.tsx'

type Step = { id: string; name: string }

/** Units as a walk down the tree: the way above, the units right below, the posts of the one stood on. */
export function Units({ unit, change }: { unit: string | undefined; change: OnChange }): ReactNode {
  const session = useSession()
  const [words, setWords] = useState('')
  const [way, setWay] = useState<readonly Step[]>([])
  const [form, setForm] = useState<'none' | 'unit' | 'post'>('none')
  const q = useDeferredValue(words.trim())
  const units = useInfiniteQuery(adminUnits(q ? { q } : { parent: unit }))
  const posts = useInfiniteQuery({ ...adminPosts({ unit }), enabled: unit !== undefined })
  const people = may(session, 'admin.people')
  const go = (step: Step) => {
    setWords('')
    setWay([...way, step])
    change({ unit: step.id })
  }
  const up = (to: number) => {
    setWay(way.slice(0, to))
    change({ unit: way[to - 1]?.id })
  }
  const here = way.at(-1)
  return (
    <>
      <div className="row wrap">
        <nav className="row wrap" aria-label={t('admin.way')}>
          <button type="button" className="linkish" onClick={() => up(0)}>
            {t('admin.top')}
          </button>
          {way.map((step, i) => (
            <button key={step.id} type="button" className="linkish" onClick={() => up(i + 1)}>
              › {step.name}
            </button>
          ))}
        </nav>
        <span className="grow" />
        <div className="narrow">
          <TextField
            label={t('admin.find-unit')}
            hideLabel
            kind="search"
            value={words}
            onChange={setWords}
            placeholder={t('admin.find-unit')}
          />
        </div>
        {people && unit && (
          <>
            <Button small icon="plus" onPress={() => setForm('unit')}>
              {t('admin.new-unit')}
            </Button>
            <Button small icon="plus" onPress={() => setForm('post')}>
              {t('admin.new-post')}
            </Button>
          </>
        )}
      </div>
      {form === 'unit' && unit && <NewUnit parent={unit} onClose={() => setForm('none')} />}
      {form === 'post' && unit && <NewPost unit={unit} unitName={here?.name ?? unit} onClose={() => setForm('none')} />}
      <PagedTable
        label={t('admin.units')}
        query={units}
        keyOf={(u) => u.id}
        none={t(unit ? 'admin.no-units' : 'admin.none')}
        cells={unitCells(go, people)}
      />
      {unit && (
        <section>
          <header className="sect">
            <h2>{t('admin.posts-of', { unit: here?.name ?? unit })}</h2>
          </header>
          <PagedTable
            label={t('admin.posts')}
            query={posts}
            keyOf={(p) => p.id}
            none={t('admin.no-posts')}
            cells={postCells(people)}
          />
        </section>
      )}
    </>
  )
}

const unitCells = (go: (step: Step) => void, people: boolean): Cell<Unit>[] => [
  {
    label: t('admin.name'),
    of: (u) => (
      <button type="button" className="linkish" onClick={() => go({ id: u.id, name: u.shortName })}>
        {u.name}
      </button>
    ),
  },
  { label: t('admin.kind'), of: (u) => tell(`unit-kind.${u.kind}`) ?? u.kind },
  { label: t('admin.below'), number: true, of: (u) => number(u.children) },
  { label: t('admin.posts'), number: true, of: (u) => number(u.posts) },
  { label: t('admin.people'), number: true, of: (u) => number(u.people) },
  { label: t('admin.code'), of: (u) => <span className="meta">{u.id}</span> },
  ...(people ? [{ label: '', of: (u: Unit) => <EndButton path={`/admin/units/${u.id}/end`} name={u.name} ended={u.to} /> }] : []),
]

function Holders({ post }: { post: Post }): ReactNode {
  const now = useNow()
  if (post.holders.length === 0) return <Tag kind="strong">{t('admin.vacant')}</Tag>
  return post.holders.map((h) => (
    <span key={h.id} className="row">
      {h.personName}
      {h.kind !== 'main' && <Tag>{tell(`appointment-kind.${h.kind}`) ?? h.kind}</Tag>}
      {h.to && <span className="meta">{t('admin.until', { time: dateTime(h.to, now, lang()) })}</span>}
    </span>
  ))
}

const postCells = (people: boolean): Cell<Post>[] => [
  { label: t('admin.post'), of: (p) => <b className="b">{p.name}</b> },
  { label: t('admin.kind'), of: (p) => tell(`post-kind.${p.kind}`) ?? p.kind },
  { label: t('admin.side'), of: (p) => p.side ?? '' },
  { label: t('admin.holders'), of: (p) => <Holders post={p} /> },
  { label: t('admin.code'), of: (p) => <span className="meta">{p.id}</span> },
  ...(people ? [{ label: '', of: (p: Post) => <EndButton path={`/admin/posts/${p.id}/end`} name={p.name} ended={p.to} /> }] : []),
]
