import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useDeferredValue, useState } from 'react'
import type { LeftOrder } from '../../../contract/left-order.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { CaseTitle } from '../../../ui/case-title.tsx'
import { GradeBadge } from '../../../ui/grade-badge.tsx'
import { comma, t as part } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t } from '../../messages.ts'
import { type Choice, Pick } from '../../parts/pick.tsx'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { useAct } from '../../use-act.ts'
import { type Cell, PagedTable } from '../admin/paged-table.tsx'
import { leftOrders, leftPosts } from './left-queries.ts'

/** 待交接工单: open orders nobody is left at, most urgent first; each is handed to another post, with a reason. */
export function Handovers(): ReactNode {
  const query = useInfiniteQuery(leftOrders())
  const [open, setOpen] = useState<LeftOrder | null>(null)
  return (
    <>
      <p className="meta">{t('left.note')}</p>
      {open && <HandOver key={open.id} order={open} onClose={() => setOpen(null)} />}
      <PagedTable
        label={t('left.title')}
        query={query}
        keyOf={(order) => order.id}
        none={t('left.none')}
        cells={cells(setOpen)}
      />
    </>
  )
}

const cells = (onOpen: (order: LeftOrder) => void): Cell<LeftOrder>[] => [
  { label: t('left.grade'), of: (order) => <GradeBadge grade={order.grade} size={16} /> },
  {
    label: t('left.event'),
    of: (order) => (
      <Link to="/events/$id" params={{ id: order.event }}>
        {order.no} <CaseTitle title={order.title} />
      </Link>
    ),
  },
  { label: t('left.unit'), of: (order) => order.unitName },
  { label: t('left.state'), of: (order) => <Tag>{part(`order.${order.state as 'asked'}`)}</Tag> },
  { label: t('left.why'), of: whyWords },
  { label: t('left.due'), of: (order) => <When at={order.due} /> },
  {
    label: '',
    of: (order) => (
      <Button small off={order.allowed ? null : t('left.first')} onPress={() => onOpen(order)}>
        {t('left.do')}
      </Button>
    ),
  },
]

function whyWords({ why, postName, holderName }: LeftOrder): string {
  if (why === 'holder-moved') return t('left.why.holder-moved', { holder: holderName ?? '' })
  return postName ? t('left.why.post-empty', { post: postName }) : t('left.why.post-empty-none')
}

function HandOver({ order, onClose }: { order: LeftOrder; onClose: () => void }): ReactNode {
  const act = useAct()
  const [post, setPost] = useState<Choice | null>(null)
  const send = async (reason: string) => {
    const done = await act.run(`/work-orders/${order.id}/hand-over`, { version: order.version, post: post?.id ?? '', reason })
    if (!done) return null
    toast({ words: t('left.done', { no: order.no, post: post?.name ?? '' }) })
    onClose()
    return done
  }
  return (
    <ReasonForm
      draft={`hand-over ${order.id}`}
      title={`${t('left.do')} ${order.no} ${order.title}`}
      note={t('left.note-form')}
      verb={t('left.do')}
      off={post ? null : t('left.fill-in')}
      act={act}
      onSend={send}
      onCancel={onClose}
    >
      <WorkingPost value={post} onChange={setPost} />
    </ReasonForm>
  )
}

/** Chooses a post that somebody holds and that works on orders. */
function WorkingPost(props: { value: Choice | null; onChange: (choice: Choice | null) => void }): ReactNode {
  const [words, setWords] = useState('')
  const q = useDeferredValue(words.trim())
  const query = useQuery({ ...leftPosts(q), enabled: q.length > 0 })
  const rows = (query.data?.rows ?? []).map((row) => ({
    id: row.post,
    name: row.postName,
    note: `${row.unitName} ${row.holders.join(comma())}`,
  }))
  return <Pick {...props} label={t('left.to')} words={words} onWords={setWords} wanted={q} rows={rows} query={query} />
}
