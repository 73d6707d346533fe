import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { boardWords } from '../../../contract/check-up-kinds.ts'
import { isOwnCode } from '../../../contract/own-place.ts'
import { periodWords } from '../../../contract/period-words.ts'
import type { VitalPage } from '../../../contract/vital.ts'
import { formulaWords } from '../../../contract/vital-formula.ts'
import { Age, When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { bandOf } from '../../../ui/chart-scale.ts'
import { Coverage } from '../../../ui/coverage.tsx'
import { NONE, number } from '../../../ui/format.ts'
import { Failed, Loading } from '../../../ui/screen.tsx'
import { Spark } from '../../../ui/spark.tsx'
import { comma, lang } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { FieldNote } from '../../../ui/text-field.tsx'
import { say } from '../../messages.ts'
import { usePackWords } from '../../parts/use-pack-words.ts'
import { fetchSheet, useSheetSend } from '../objects/send-sheet.ts'
import { comparedText } from './compared-text.ts'
import { countText } from './count-words.ts'
import { t as over } from './over-words.ts'
import { otherVersion } from './version-words.ts'
import { KnownBoth, KnownSwitch } from './vital-known.tsx'
import { VitalLineage } from './vital-lineage.tsx'
import { BySwitch, FinerPeriods, OverHead, type OverView } from './vital-over.tsx'
import { vitalQuery } from './vital-queries.ts'
import { SilencePart } from './vital-tasks.tsx'
import {
  bothText,
  fractionWords,
  isFew,
  isUnjudged,
  noValue,
  outsideWords,
  rangeWords,
  smallWords,
  valueText,
} from './vital-words.ts'
import { t } from './words.ts'

type Props = {
  code: string
  area: string | undefined
  tabs: ReactNode
  onShow: (code: string) => void
  onInto: (area: string) => void
}

/** One vital of the area in force: the number with both its parts, its periods, the areas it is made of, and who told it. */
export function VitalPane({ code, area, tabs, onShow, onInto }: Props): ReactNode {
  const [moment, setMoment] = useState<string | null>(null)
  const [view, setView] = useState<OverView>({})
  const query = useQuery(vitalQuery(code, area, { ...view, knownAt: moment || undefined }))
  const page = query.data
  const which = <KnownSwitch moment={moment} cadence={page?.definition.cadence ?? 'day'} onMoment={setMoment} />
  if (!page)
    return (
      <aside className="side k10-pane">
        {tabs}
        {which}
        {query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />}
      </aside>
    )
  return (
    <aside className="side k10-pane" aria-label={say(page.definition.name)}>
      {tabs}
      {which}
      <BySwitch {...{ page, view }} onView={setView} />
      <Head page={page} />
      {page.knownAt && <KnownBoth page={page} area={area} />}
      {!page.knownAt && <SilencePart vital={code} area={page.area} />}
      {(page.cell || !page.knownAt) && <Periods page={page} />}
      {page.formula && <Operands page={page} formula={page.formula} onShow={onShow} />}
      <FinerPeriods page={page} onView={setView} />
      {page.cell && <VitalLineage page={page} period={page.cell.period} />}
      {(page.cell || !page.knownAt) && <Parts page={page} onInto={onInto} />}
      <Whence page={page} />
      <Export page={page} />
    </aside>
  )
}

function Head({ page }: { page: VitalPage }): ReactNode {
  const { definition, cell, version, area, trackName } = page
  return (
    <section>
      <h2 className="row wrap">
        {say(definition.name)} <Tag>{t('vitals.version', { version })}</Tag>
      </h2>
      <p className="meta">
        {say(boardWords(definition.board))} / {say(trackName)} · {area.name}
      </p>
      {cell && cell.value !== null ? (
        <p className="k10-value">
          <b>{valueText(cell.value, definition)}</b> <span>{say(definition.unit)}</span>
          {cell.standing === 'outside' && <Tag>{outsideWords(cell)}</Tag>}
          {isUnjudged(page) && <Tag>{t('vitals.unjudged')}</Tag>}
          {isFew(page) && <Tag>{t('vitals.few')}</Tag>}
          {smallWords(page) && <Tag>{smallWords(page)}</Tag>}
          {cell.stale && <Tag>{t('vitals.stale')}</Tag>}
          {cell.uneven && <Tag>{t('vitals.uneven')}</Tag>}
        </p>
      ) : (
        <p className="k10-value">
          <b>{NONE}</b>{' '}
          <span>
            {noValue({
              ...{ state: page.state, cell, tier: definition.tier, here: page.here },
              ...{ lacks: lacksOf(page), reckoned: definition.formula !== undefined },
            })}
          </span>
        </p>
      )}
      {cell && bothText(cell) && (
        <p>
          {bothText(cell)} <span className="meta">{fractionWords(definition)}</span>
        </p>
      )}
      {cell?.uneven && cell.value !== null && <p className="meta">{t('vitals.uneven-how')}</p>}
      {cell?.newest && (
        <p className="meta">
          {t('vitals.period', { period: say(periodWords(cell.period)) })} · <Age at={cell.newest} />
          {otherVersion(cell, version) && ` · ${otherVersion(cell, version)}`}
        </p>
      )}
      <LockedThen page={page} />
      <OverHead page={page} />
      {cell?.periods && <p className="meta">{over('over.values', { n: number(cell.n), of: number(cell.of) })}</p>}
      {cell && !cell.periods && (
        <Coverage
          have={cell.n}
          total={cell.of}
          words={t(definition.formula ? 'vitals.told-n' : 'vitals.coverage', {
            n: number(cell.n),
            of: number(cell.of),
            tier: t(`vitals.tier.${definition.tier}`),
          })}
        />
      )}
    </section>
  )
}

/** What one that is not connected lacks: its source, and maybe whoever answers for it. */
const lacksOf = ({
  state,
  definition: { source, owner },
}: VitalPage): { source: VitalPage['definition']['source']; owner: boolean } | null =>
  state === 'sorted' || state === 'catalogued' ? { source, owner: !owner } : null

/** A closed period says so; where the number is another one now, what it was then. */
function LockedThen({ page: { locked, cell, definition, version } }: { page: VitalPage }): ReactNode {
  if (!locked) return null
  const before = valueText(locked.before, definition)
  const isSame = before === valueText(cell?.value ?? null, definition)
  const { now } = locked
  return (
    <p className="row wrap">
      <Tag kind={isSame ? 'plain' : 'strong'}>{t('vitals.locked')}</Tag>
      <span className="meta">
        {t('vitals.locked-by', { area: locked.area })} <When at={locked.at} />
        {!isSame && ` · ${t('vitals.locked-then', { value: before, unit: say(definition.unit) })}`}
        {!isSame && locked.version !== version && ` · ${t('vitals.locked-version', { was: locked.version, now: version })}`}
        {now &&
          ` · ${t('vitals.locked-now', {
            ...{ was: locked.version, now: now.version, unit: say(definition.unit) },
            value: valueText(now.value, definition),
          })}`}
      </span>
    </p>
  )
}

function Periods({ page }: { page: VitalPage }): ReactNode {
  const { definition, series, compared, cell, normal } = page
  const values = series.map(({ value }) => value)
  return (
    <section>
      <h3>
        {t('vitals.periods', { n: series.length })} <span className="meta">{rangeWords(page)}</span>
      </h3>
      {values.some((value) => value !== null) ? (
        <Spark values={values} width={320} height={72} label={t('vitals.curve')} band={bandOf(normal)} />
      ) : (
        <p className="meta">{t('vitals.no-periods')}</p>
      )}
      <dl className="kv">
        <dt>{t('vitals.on-period')}</dt>
        <dd>{comparedText(cell, compared?.period, definition)}</dd>
        <dt>{t('vitals.on-year')}</dt>
        <dd>{comparedText(cell, compared?.year, definition)}</dd>
      </dl>
      {page.areaChanges.length > 0 && (
        <p className="row wrap">
          <Tag kind="strong">{t('vitals.areas-changed')}</Tag>
          <span className="meta">{t('vitals.areas-changed-how', { days: page.areaChanges.join(comma()) })}</span>
        </p>
      )}
      {page.joined.length > 0 && (
        <p className="meta">
          {t('vitals.joined', { codes: page.joined.map(({ code, name }) => `${name} ${code}`).join(comma()) })}
        </p>
      )}
    </section>
  )
}

/** The page as a workbook: periods and areas below, as it is shown. */
function Export({ page: { definition, area, knownAt, by, cell } }: { page: VitalPage }): ReactNode {
  const send = useSheetSend()
  const wish = { area: area.code, by, period: cell?.period, knownAt: knownAt ?? undefined, lang: lang() === 'en' ? 'en' : 'zh' }
  const path = `vitals/${encodeURIComponent(definition.code)}/cells`
  return (
    <section>
      <Button small icon="export" busy={send.busy} onPress={() => void send.run(() => fetchSheet('xlsx', wish, path))}>
        {t('vitals.export')}
      </Button>
      <FieldNote error={send.error} />
    </section>
  )
}

/** Areas below by their value, the ones that want attention first; those that told nothing are named, and counted nowhere. */
function Parts({ page, onInto }: { page: VitalPage; onInto: (area: string) => void }): ReactNode {
  const { definition, parts, silent } = page
  if (parts.length + silent.length === 0) return null
  const worseFirst = (page.normal ?? definition.normal)?.least !== undefined ? 1 : -1
  const shown = parts.toSorted((a, b) => ((a.cell.value ?? 0) - (b.cell.value ?? 0)) * worseFirst)
  const most = Math.max(...parts.map(({ cell }) => Math.abs(cell.value ?? 0)), 0)
  return (
    <section>
      <h3>{t('vitals.parts')}</h3>
      <ul className="k10-parts">
        {shown.map(({ area, name, path, cell }) => (
          <li key={area}>
            {/* a zone, and a division that left towns to one, are asked for by their code */}
            {isOwnCode(area) ? (
              <span>{name}</span>
            ) : (
              <button type="button" aria-label={t('vitals.into', { area: name })} onClick={() => onInto(path ?? area)}>
                {name}
              </button>
            )}
            <span className="bar" aria-hidden="true">
              <i style={{ width: `${most === 0 ? 0 : (Math.abs(cell.value ?? 0) / most) * 100}%` }} />
            </span>
            <b>{valueText(cell.value, definition)}</b>
            <span className="meta">
              {bothText(cell) || (isOwnCode(area) ? '' : t('vitals.told-n', { n: cell.n, of: cell.of }))}
            </span>
          </li>
        ))}
        {silent.map(({ area, name }) => (
          <li key={area}>
            <span>{name}</span>
            <span className="meta wide">{t('vitals.silent-part')}</span>
            <b>{NONE}</b>
          </li>
        ))}
      </ul>
    </section>
  )
}

type OperandsProps = { page: VitalPage; formula: NonNullable<VitalPage['formula']>; onShow: Props['onShow'] }

/** What a formula is reckoned from: each vital with its own number, to be opened in its place. */
function Operands({ page: { operands }, formula, onShow }: OperandsProps): ReactNode {
  const names = new Map(operands.map(({ code, name }) => [code, name ? say(name) : code]))
  return (
    <section>
      <h3>{t('vitals.operands')}</h3>
      <p>{formulaWords(formula, (code) => names.get(code) ?? code)}</p>
      <p className="meta">
        <code className="wrap-any">{formula.text}</code>
        {formula.times > 1 && ` × ${formula.times}`}
      </p>
      <ul className="k10-operands">
        {operands.map(({ code, name, unit, decimals, cell }) => (
          <li key={code}>
            {name ? (
              <button type="button" onClick={() => onShow(code)}>
                {say(name)}
              </button>
            ) : (
              <span>{t('vitals.operand-gone')}</span>
            )}
            <b>{unit ? valueText(cell?.value ?? null, { unit, decimals }) : NONE}</b>
            <span className="meta">{cell ? (unit ? say(unit) : '') : t('vitals.operand-silent')}</span>
            <code className="meta wide">{code}</code>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Whence({ page: { definition, state } }: { page: VitalPage }): ReactNode {
  const pack = usePackWords()
  return (
    <section>
      <h3>{t('vitals.whence')}</h3>
      <dl className="kv">
        <dt>{t('vitals.source')}</dt>
        <dd>{say(definition.source)}</dd>
        <dt>{t('vitals.how')}</dt>
        <dd>
          {t(`vitals.aggregation.${definition.aggregation}`)} · {t(`vitals.cadence.${definition.cadence}`)} ·{' '}
          {t(`vitals.tier.${definition.tier}`)}
        </dd>
        {definition.count && (
          <>
            <dt>{t('vitals.counted')}</dt>
            <dd>{countText({ ...definition, count: definition.count }, pack)}</dd>
          </>
        )}
        <dt>{t('vitals.state')}</dt>
        <dd>{t(`vitals.state.${state}`)}</dd>
        {definition.basis && (
          <>
            <dt>{t('vitals.basis')}</dt>
            <dd>{definition.basis}</dd>
          </>
        )}
      </dl>
    </section>
  )
}
