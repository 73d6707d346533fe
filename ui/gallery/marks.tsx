import type { ReactNode } from 'react'
import { grades, risks, severities } from '../../contract/scales.ts'
import { Age, When } from '../age.tsx'
import { Coverage } from '../coverage.tsx'
import { Deadline } from '../deadline.tsx'
import { Figure } from '../figure.tsx'
import { GradeBadge, gradeWords } from '../grade-badge.tsx'
import { Icon } from '../icons.tsx'
import { RiskBadge, RiskWash, riskWord } from '../risk-badge.tsx'
import { GradeShape, RiskShape } from '../risk-shape.tsx'
import { SeriesChart } from '../series-chart.tsx'
import { Spark } from '../spark.tsx'
import { Keys, Tag } from '../tag.tsx'
import { WarningFlag } from '../warning-flag.tsx'
import { at, methane } from './samples.ts'
import { Section } from './section.tsx'

function Risks(): ReactNode {
  return (
    <Section title="对象风险 RiskBadge" note="五级，形状 + 阿拉伯数字 + 词，尾字“风险”">
      <div className="f6">
        {[...risks, null].map((risk) => (
          <div key={risk ?? 'none'}>
            <RiskShape risk={risk} size={36} label={riskWord(risk)} />
            <RiskBadge risk={risk} size={16} />
            <span className="row">
              {[20, 16, 12].map((size) => (
                <RiskShape key={size} risk={risk} size={size} />
              ))}
            </span>
            {risk && <RiskWash risk={risk} />}
          </div>
        ))}
      </div>
    </Section>
  )
}

function Grades(): ReactNode {
  return (
    <Section title="事件等级 GradeBadge" note="四级，同形 + 罗马数字；0 自处置不进流程">
      <div className="rowx">
        {grades.map((grade) => (
          <GradeBadge key={grade} grade={grade} />
        ))}
        <span className="badge">
          <GradeShape grade="extraordinary" size={24} unsigned label={gradeWords('extraordinary')} />
          未签收：唯一的脉冲
        </span>
      </div>
      <div className="rowx">
        {grades.map((grade) => (
          <span key={grade} className="t2">
            {gradeWords(grade)}
          </span>
        ))}
      </div>
    </Section>
  )
}

const clock = { clock: 'arrive', from: at('09:39:59'), due: at('09:54:59') } as const

function Times(): ReactNode {
  return (
    <Section title="时限 Deadline" note="只用灰与墨：充裕、末四分之一、超时、暂停、完成">
      <div className="bg two">
        <Deadline clock={{ ...clock, metAt: at('09:42:00') }} />
        <Deadline clock={{ ...clock, clock: 'check', from: at('08:20:00'), due: at('10:05:00') }} />
        <Deadline clock={{ ...clock, clock: 'accept', from: at('09:00:00'), due: at('09:30:47') }} />
        <Deadline clock={{ ...clock, paused: true, label: '挂账', due: '2026-05-30T02:00:00Z' }} />
        <Deadline clock={{ ...clock, clock: 'finish', from: at('08:31:00'), doneAt: at('09:35:00') }} />
        <span className="rowx">
          <Deadline layout="tag" clock={{ ...clock, due: at('09:30:47') }} />
          <Deadline layout="tag" clock={{ ...clock, due: at('09:49:57') }} />
          <Deadline layout="tag" clock={{ ...clock, due: at('12:00:00') }} />
        </span>
        <Deadline layout="row" clock={clock} />
        <Deadline layout="row" clock={{ ...clock, clock: 'accept', due: at('09:30:47') }} />
      </div>
      <div className="bg">
        <Deadline layout="head" clock={{ ...clock, metAt: at('09:42:00') }} />
      </div>
    </Section>
  )
}

function Numbers(): ReactNode {
  return (
    <Section title="数字 Figure · 时效 Age · 覆盖 Coverage" note="每个数字带时效；比率带分子分母">
      <div className="bg col">
        <div className="rowx spread">
          <Figure label="近 24 小时按时签收" value={96} unit="%" of={[1946, 2027]} at={at('09:48:35')} />
          <Figure label="天然气日供" value={null} none="未接入：缺企业侧接口" />
          <Figure label="未结" value={412} unit="件" href="#open" note="红橙 15 件" />
          <Figure label="受理到结案" value="82.1" unit="%" of={['10.1 万', '12.3 万']}>
            <Spark values={[8, 9, 8, 11, 12, 11, 14, 17]} band={[0, 12]} label="八天走势" />
          </Figure>
        </div>
        <div className="rowx">
          <Age at={at('09:48:43')} />
          <Age at={at('09:36:00')} />
          <Age at={at('09:22:00')} oldAfterS={60} />
          <Age at={null} />
          <When at={at('09:42:05')} />
          <Coverage have={2356} total={3439} />
          <Coverage have={40} total={41} words="41 个中心中 40 个有数" />
          <Spark values={[2, 3, 2, null, null, 5, 6, 8, 12, 15]} band={[0, 6]} label="含缺数" />
        </div>
      </div>
    </Section>
  )
}

function Lines(): ReactNode {
  const band = [0, 20] as const
  const limits = [
    { value: 25, words: '橙线 25 · 持续 60 秒' },
    { value: 50, words: '红线 50', strong: true },
  ]
  const marks = [
    { at: Date.parse(at('09:33:00')), words: '09:33 风机自启' },
    { at: Date.parse(at('09:38:50')), words: '09:38 派遣' },
  ]
  return (
    <Section title="曲线 SeriesChart" note="线、正常带、限值带词、事记；可变成表">
      <div className="bg">
        <SeriesChart
          finding="甲烷浓度 10 分钟内由 8 升至 52 %LEL，正常低于 20"
          points={methane}
          unit="%LEL"
          band={band}
          limits={limits}
          marks={marks}
        />
      </div>
    </Section>
  )
}

/** Shapes, flags, time limits, numbers, lines, tags. */
export function Marks(): ReactNode {
  return (
    <>
      <Risks />
      <Grades />
      <Section title="预警 WarningFlag" note="四色，方旗 + 汉字，对公众">
        <div className="rowx">
          {severities.map((colour, i) => (
            <WarningFlag
              key={colour}
              colour={colour}
              words={['暴雨红色预警', '高温橙色预警', '暴雨黄色预警', '大风蓝色预警'][i] ?? ''}
            />
          ))}
        </div>
      </Section>
      <Times />
      <Numbers />
      <Lines />
      <Section title="标签 Tag · 键帽 Keys · 图标 Icon">
        <div className="rowx">
          <Tag>协办</Tag>
          <Tag kind="strong">处置中</Tag>
          <Tag kind="ink">牵头</Tag>
          <Tag kind="solid">安静</Tag>
          <span>
            <Keys caps={['Ctrl', 'K']} />
          </span>
          <Icon name="sensor" label="传感" />
          <Icon name="fan" size={24} />
        </div>
      </Section>
    </>
  )
}
