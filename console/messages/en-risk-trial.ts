import type { riskTrialZh } from './zh-risk-trial.ts'

/** What a replay of risk settings says. */
export const riskTrialEn: Record<keyof typeof riskTrialZh, string> = {
  'risk-trial.on': 'The {n} objects here, rated from what is known of them now (in {s}); no object changes its colour.',
  'risk-trial.none': 'No object here was ever rated: there is no difference to see.',
  'risk-trial.same': 'No object changes its colour.',
  'risk-trial.level': 'Colour',
  'risk-trial.live': 'In force',
  'risk-trial.tried': 'New values',
  'risk-trial.soon': 'Worse by time within a day',
  'risk-trial.moves': 'Changes: {moves}.',
  'risk-trial.move': '{from} → {to} {n}',
  'risk-trial.examples': 'Objects that change, the gravest first',
  'risk-trial.shown': '{n} of {of} are listed.',
  'risk-trial.object': 'Object',
  'risk-trial.change': 'Change',
  'risk-trial.score': 'Score',
  'risk-trial.why': 'Why',
  'risk-trial.worsens': 'Next',
}
