import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { periodWords } from '../../../contract/period-words.ts'
import type { VitalTask, VitalTaskList } from '../../../contract/vital-task.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { number } from '../../../ui/format.ts'
import { useKeys } from '../../../ui/keys.ts'
import { EmptyState, Failed, Loading } from '../../../ui/screen.tsx'
import { comma } from '../../../ui/t.ts'
import { say } from '../../messages.ts'
import { t } from './task-words.ts'
import { tasksQuery } from './vital-queries.ts'

type Props = { onShow: (code: string) => void; onClose: () => void }

/** 断报任务: what is silent for a day; first what I am asked for, then what else lies in my areas. */
export function VitalTasksPane({ onShow, onClose }: Props): ReactNode {
  const query = useQuery(tasksQuery())
  useKeys({ back: onClose })
  return (
    <>
      <section>
        <div className="row top">
          <h2 className="grow">{t('task.title')}</h2>
          <Button small kind="ghost" icon="x" label={t('task.close')} onPress={onClose} />
        </div>
        <p className="meta">{t('task.how')}</p>
      </section>
      {!query.data && (query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />)}
      {query.data && <Tasks list={query.data} onShow={onShow} />}
    </>
  )
}

function Tasks({ list, onShow }: { list: VitalTaskList; onShow: Props['onShow'] }): ReactNode {
  if (list.total === 0) return <EmptyState empty={{ kind: 'nothing-yet', title: t('task.none'), note: t('task.none-note') }} />
  const others = list.rows.filter(({ mine }) => !mine)
  return (
    <>
      <section>
        <h3>{t('task.mine', { n: number(list.mine) })}</h3>
        {list.mine === 0 && <p className="meta">{t('task.none-mine')}</p>}
        <Rows tasks={list.rows.filter(({ mine }) => mine)} onShow={onShow} />
      </section>
      {others.length > 0 && (
        <section>
          <h3>{t('task.others', { n: number(list.total - list.mine) })}</h3>
          <Rows tasks={others} onShow={onShow} />
          {list.total > list.rows.length && (
            <p className="meta">{t('task.more', { n: number(list.total - list.rows.length) })}</p>
          )}
        </section>
      )}
    </>
  )
}

const Rows = ({ tasks, onShow }: { tasks: readonly VitalTask[]; onShow: Props['onShow'] }): ReactNode => (
  <ul className="k10-tasks">
    {tasks.map((task) => (
      <li key={task.id}>
        <button type="button" aria-label={t('task.open', { name: say(task.name) })} onClick={() => onShow(task.vital)}>
          {say(task.name)}
        </button>
        <span className="right">{task.area.name}</span>
        <Words task={task} />
      </li>
    ))}
  </ul>
)

/** Since when, what was told last, and who is asked. */
function Words({ task: { told, never, since, ownerName, postName } }: { task: VitalTask }): ReactNode {
  const owner = [ownerName, postName].filter((one) => one !== null).join(' ')
  return (
    <>
      <span className="meta wide">
        {t('task.since')} <When at={since} />
      </span>
      <span className="meta wide">{told === null ? neverText(never) : t('task.last', { period: say(periodWords(told)) })}</span>
      <span className="meta wide">{owner ? t('task.owner', { owner }) : t('task.no-owner')}</span>
    </>
  )
}

/** 7 处从未报: which ones, as far as they are named. */
const neverText = (never: VitalTask['never']): string =>
  never === null
    ? t('task.never')
    : t(never.n > never.names.length ? 'task.never-more' : 'task.never-n', {
        n: number(never.n),
        names: never.names.join(comma()),
      })

type SilenceProps = { vital: string; area: { code: string; name: string } }

/** In the pane of a vital: where in the area in force it is silent for a day, and who is asked. Nothing where it is not. */
export function SilencePart({ vital, area }: SilenceProps): ReactNode {
  const list = useQuery(tasksQuery({ vital, area: area.code })).data
  if (!list || list.total === 0) return null
  return (
    <section>
      <h3>{t('task.here', { area: area.name, n: number(list.total) })}</h3>
      <ul className="k10-tasks">
        {list.rows.map((task) => (
          <li key={task.id}>
            <b className="wide">{task.area.name}</b>
            <Words task={task} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The way to the tasks, with how many are one's own; without any it says only what it is. */
export function TasksButton({ onPress }: { onPress: () => void }): ReactNode {
  const mine = useQuery(tasksQuery()).data?.mine ?? 0
  return (
    <Button small onPress={onPress}>
      {mine > 0 ? t('task.title-n', { n: number(mine) }) : t('task.title')}
    </Button>
  )
}
