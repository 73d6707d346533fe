import type { ReactNode } from 'react'
import type { LayerTaken, SceneLayer } from '../../../contract/scene.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { useKeys } from '../../../ui/keys.ts'
import { Tag } from '../../../ui/tag.tsx'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t } from '../../messages.ts'
import { useAct } from '../../use-act.ts'
import { kindCounts } from './layer-words.ts'

type State = SceneLayer['former'][number]

/** One layer: the state in force, and those that can be brought back. */
export function LayerPane({ layer, keeps, onClose }: { layer: SceneLayer; keeps: boolean; onClose: () => void }): ReactNode {
  const act = useAct()
  useKeys({ back: onClose })
  const bringBack = async (to: number) => {
    const done = await act.run<LayerTaken>(`/scene/layers/${layer.id}/roll-back`, { version: layer.version, to })
    if (done) toast({ words: t('scene.brought-back', done) })
  }
  return (
    <aside className="side k6-pane" aria-label={layer.name}>
      <section>
        <div className="row top">
          <h2 className="grow wrap-anywhere">{layer.name}</h2>
          <Button small kind="ghost" icon="x" label={t('scene.close')} onPress={onClose} />
        </div>
        <p className="meta">{layer.areaName}</p>
        <StateLines state={layer}>
          <Tag kind="strong">{t('scene.in-force')}</Tag>
        </StateLines>
      </section>
      <section>
        <h3>{t('scene.former')}</h3>
        <FieldNote error={act.error?.message ?? null} />
        {layer.former.length === 0 && <p className="meta">{t('scene.former-none')}</p>}
        {layer.former.map((state) => (
          <StateLines key={state.version} state={state}>
            {keeps && (
              <Button
                small
                busy={act.busy}
                label={t('scene.bring-back-of', { version: state.version })}
                onPress={() => void bringBack(state.version)}
              >
                {t('scene.bring-back')}
              </Button>
            )}
          </StateLines>
        ))}
      </section>
    </aside>
  )
}

function StateLines({ state, children }: { state: State; children: ReactNode }): ReactNode {
  return (
    <div className="scene-state">
      <div className="row">
        <b className="b grow">{t('scene.version', { version: state.version })}</b>
        {children}
      </div>
      <dl className="kv">
        <dt>{t('scene.counts')}</dt>
        <dd>{kindCounts(state.counts)}</dd>
        <dt>{t('scene.as-of')}</dt>
        <dd>{state.asOf}</dd>
        <dt>{t('scene.source')}</dt>
        <dd className="wrap-anywhere">{state.source}</dd>
        <dt>{t('scene.crs')}</dt>
        <dd>{state.crs}</dd>
        <dt>{t('scene.taken')}</dt>
        <dd>
          {state.takenBy ?? t('scene.by-demo')} <When at={state.takenAt} />
        </dd>
      </dl>
    </div>
  )
}
