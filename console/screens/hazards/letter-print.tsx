import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Letter } from '../../../contract/hazard.ts'
import { get } from '../../../ui/api.ts'
import { Button } from '../../../ui/button.tsx'
import { CITY_ZONE } from '../../../ui/format.ts'
import { Screen } from '../../../ui/screen.tsx'
import { t } from '../../messages.ts'
import { useAct } from '../../use-act.ts'
import './hazards.css'

const dayFormat = new Intl.DateTimeFormat('zh-CN', { timeZone: CITY_ZONE, dateStyle: 'long' })
const minuteMs = 60_000
/** 2026年3月5日; the end of a day is that day. */
const dayWord = (at: string, isEnd = false): string => dayFormat.format(Date.parse(at) - (isEnd ? minuteMs : 0))

/** A letter as it is printed and handed over: always in Chinese, on one A4. The recipient's full name comes with the printing, which leaves a fact. */
export function LetterPrint(): ReactNode {
  const { id } = useParams({ from: '/letters/$id' })
  const query = useQuery({ queryKey: ['letter', id], queryFn: ({ signal }) => get<Letter>(`/letters/${id}`, undefined, signal) })
  const act = useAct()
  const print = async (): Promise<void> => {
    const full = await act.run<Letter>(`/letters/${id}/print`)
    if (!full) return
    const place = document.getElementById('letter-recipient')
    if (place) place.textContent = full.recipient
    window.print()
    if (place) place.textContent = query.data?.recipient ?? ''
  }
  return (
    <Screen query={query} title={t('letter.title')} empty={() => null}>
      {(letter) => (
        <div className="letter-page">
          <div className="row wrap no-print">
            <Link to="/hazards" search={{ hazard: letter.event }}>
              {t('letter.back')}
            </Link>
            <span className="grow" />
            <span className="meta">{act.error ? act.error.message : t('letter.print-note')}</span>
            <Button kind="primary" busy={act.busy} onPress={() => void print()}>
              {t('letter.print')}
            </Button>
          </div>
          <Sheet letter={letter} />
        </div>
      )}
    </Screen>
  )
}

function Sheet({ letter }: { letter: Letter }): ReactNode {
  return (
    <article className="letter-sheet" lang="zh-CN">
      <h1>整改通知书</h1>
      <p className="no">{letter.no}</p>
      <p>
        <span id="letter-recipient">{letter.recipient}</span>：
      </p>
      <p className="par">
        经查，{letter.objectName}
        {letter.address ? `（${letter.address}）` : ''}存在下列隐患：
      </p>
      <p className="par b">{letter.title}</p>
      <p className="par">根据{letter.basis.map(({ zh }) => zh).join('，')}，请你（单位）按下列要求整改：</p>
      {letter.demand.split('\n').map((line) => (
        <p key={line} className="par">
          {line}
        </p>
      ))}
      <p className="par">
        请于 <b>{dayWord(letter.dueAt, true)}</b> 前（含当日）整改完毕
        {letter.extended > 0 ? `（原期限 ${dayWord(letter.firstDueAt, true)}，已延期）` : ''}。期满后我单位将进行复查。
        {letter.consequence?.zh}
      </p>
      <p className="sign">
        {letter.unitName}（盖章）
        <br />
        {dayWord(letter.issuedAt)}
      </p>
      <dl>
        <div>
          <dt>签收人（签名）</dt>
          <dd />
        </div>
        <div>
          <dt>送达方式与时间</dt>
          <dd>
            {letter.delivered && letter.delivered.how !== 'refused'
              ? `${t(`letter.how.${letter.delivered.how as 'left'}`)} ${dayWord(letter.delivered.at)}`
              : ''}
          </dd>
        </div>
        <div>
          <dt>送达人、见证人</dt>
          <dd />
        </div>
      </dl>
    </article>
  )
}
