import { type ReactNode, useState } from 'react'
import { BeforeAfter } from '../before-after.tsx'
import { CallButton } from '../call-button.tsx'
import { CheckList } from '../check-list.tsx'
import { Deadline } from '../deadline.tsx'
import { EventRow } from '../event-row.tsx'
import { Evidence } from '../evidence.tsx'
import { List } from '../list.tsx'
import { Panel } from '../panel.tsx'
import { PersonChip } from '../person-chip.tsx'
import { PlanLadder } from '../plan-ladder.tsx'
import { Qr } from '../qr.tsx'
import { GradeShape } from '../risk-shape.tsx'
import { t } from '../t.ts'
import { Table } from '../table.tsx'
import { Timeline } from '../timeline.tsx'
import { WorkOrderCard } from '../work-order-card.tsx'
import { at, evidence, facts, orders, photos } from './samples.ts'
import { Section } from './section.tsx'

type Row = {
  id: string
  grade: 'extraordinary' | 'major' | 'serious' | 'ordinary'
  title: string
  line: string
  source: string
  at: string
  tag?: { words: string; ink?: boolean }
  later?: string
}
const rows: readonly Row[] = [
  {
    id: 'a',
    grade: 'extraordinary',
    title: '塔山公园公厕 沼气超标',
    line: '寸滩街道 · 52 %LEL，正常 <20',
    source: 'sensor',
    at: at('09:48:42'),
    tag: { words: '新', ink: true },
  },
  {
    id: 'b',
    grade: 'major',
    title: '渣土车冒装 海尔路出城方向',
    line: '寸滩街道 · 驶往九龙坡区陶家镇消纳场',
    source: 'camera',
    at: at('09:42:00'),
    tag: { words: '待人工确认' },
  },
  {
    id: 'c',
    grade: 'serious',
    title: '井盖缺失 北滨二路 38 号前',
    line: '江北城街道 · 人行道，已围挡',
    source: 'citizen',
    at: at('09:37:00'),
    tag: { words: '可能重复 3' },
  },
  {
    id: 'd',
    grade: 'ordinary',
    title: '施工噪声 鲤鱼池片区',
    line: '华新街街道 · 等住建现场回话',
    source: 'grid',
    at: at('09:20:00'),
    later: '10:00 回到收件箱',
  },
]

function Rows(): ReactNode {
  const [current, setCurrent] = useState<string | null>('a')
  return (
    <Section title="两行列表 List + EventRow" note="K1：一行标题，一行地点与读数，右边来源、时效、至多一个标签">
      <div className="bg flush">
        <List
          label="线索"
          rows={rows}
          keyOf={(r) => r.id}
          words={(r) => r.title}
          current={current}
          onCurrent={setCurrent}
          quiet={(r) => r.later !== undefined}
          rowOf={(r) => <EventRow {...r} unsigned={r.id === 'a'} />}
        />
      </div>
    </Section>
  )
}

const grades = ['extraordinary', 'major', 'serious', 'ordinary'] as const
const many = Array.from({ length: 2000 }, (_, i) => ({
  id: `e${i}`,
  grade: grades[Math.min(3, Math.floor(i / 3))] ?? 'ordinary',
  title: `第 ${i + 1} 件 井盖缺失`,
  area: '寸滩街道',
  due: at('10:20:00'),
}))

function Lines(): ReactNode {
  const [current, setCurrent] = useState<string | null>('e0')
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(['e3']))
  const [up, setUp] = useState(true)
  return (
    <Section title="表 Table" note="虚拟 2000 行；方向键走，Enter 开，空格选">
      <div className="bg flush tall">
        <Table
          label="事件"
          rows={up ? many : many.toReversed()}
          keyOf={(r) => r.id}
          current={current}
          onCurrent={setCurrent}
          onOpen={() => undefined}
          selected={selected}
          onSelected={setSelected}
          columns={[
            {
              id: 'grade',
              label: '等级',
              width: '6.5rem',
              sort: up ? 'up' : 'down',
              onSort: () => setUp(!up),
              cell: (r) => (
                <span className="row">
                  <GradeShape grade={r.grade} size={18} />
                  {t(`grade.${r.grade}`)}
                </span>
              ),
            },
            { id: 'title', label: '标题', width: 'minmax(10rem, 1fr)', cell: (r) => r.title },
            { id: 'area', label: '街道', width: '6rem', cell: (r) => <span className="t2">{r.area}</span> },
            {
              id: 'due',
              label: '时限',
              width: '13rem',
              cell: (r) => <Deadline layout="row" clock={{ clock: 'arrive', from: at('09:40:00'), due: r.due }} />,
            },
          ]}
        />
      </div>
    </Section>
  )
}

function Proof(): ReactNode {
  return (
    <Section title="证据 Evidence · 前后对比 BeforeAfter · 人 · 码">
      <div className="bg col">
        <Evidence items={evidence} missing={['处置后照片']} srcOf={() => photos.before} />
        <div className="two">
          <BeforeAfter before={{ src: photos.before, alt: '处置前池口' }} after={{ src: photos.after, alt: '处置后池口' }} />
          <BeforeAfter before={{ src: photos.before, alt: '处置前池口' }} after={null} />
        </div>
        <div className="rowx">
          <PersonChip name="周敏" post="平安法治岗" unit="寸滩街道" icon />
          <CallButton name="周敏" phone="13000000000" />
          <CallButton name="罗一帆" phone={null} small />
          <Qr text="https://zhili.example/field" size={96} />
        </div>
      </div>
    </Section>
  )
}

/** Rows, tables, cards, timelines, evidence. */
export function Work(): ReactNode {
  return (
    <>
      <Rows />
      <Lines />
      <Section title="时间线 Timeline" note="谁、何时、凭什么；墨点 = 改变状态">
        <div className="bg">
          <Timeline facts={facts} />
        </div>
      </Section>
      <Section title="工单卡 WorkOrderCard" note="牵头墨边；退回待裁、待核查、超时">
        <div className="two">
          {orders.map((order, i) => (
            <WorkOrderCard key={order.unitName} order={order} list={i === 0} />
          ))}
        </div>
      </Section>
      <Section title="要件 CheckList · 预案 PlanLadder · 面 Panel">
        <div className="two">
          <Panel title="结案要件 1/4" note="缺项一次说清">
            <CheckList
              items={[
                { id: '1', words: '警戒照片', state: 'done', doneAt: at('09:46:00') },
                { id: '2', words: '处置后池口照片', state: 'now', note: '缺' },
                { id: '3', words: '第二人核查', state: 'open', note: '须非周敏' },
              ]}
            />
          </Panel>
          <Panel title="拟用预案 septic-gas 第 3 版">
            <PlanLadder
              rungs={[
                { id: '1', when: '0 分', who: '周敏 · 寸滩街道平安法治岗', told: true, why: '理由：设备责任清单第 12 条' },
                { id: '2', when: '0 分', who: '区环卫站', told: true, tag: '协办' },
                { id: '3', when: '3 分未签收', who: '江北区值班长 罗一帆', told: false },
              ]}
            />
          </Panel>
          <Panel title="相机画面" note="2 号相机" error="断线 4 分" onRetry={() => undefined} />
          <Panel title="为什么到这里" lead>
            <p className="meta">规则 甲烷 ≥ 50 立即，或 ≥ 25 持续 60 秒</p>
          </Panel>
        </div>
      </Section>
      <Proof />
    </>
  )
}
