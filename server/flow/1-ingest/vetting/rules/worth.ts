/** What people said of a camera, or of all cameras of a model: `told` is the mean likelihood (0–1) of what they looked at, by the confidences all cameras told of it: what only came before people because others saw it too is no praise. */
export type Said = { real: number; unreal: number; told: number }
/** Of an event type: worth 0–1 from which a person looks, and how far the gate of a camera may move for what people say. */
export type GateRule = { at: number; least: number; most: number; among?: Among | undefined }
/** What a look takes where many cameras stand: `at`, from so many `others` within so many metres of the camera that saw it first. */
export type Among = { at: number; others: number; withinM: number }
/** Told confidence from which a camera alone comes before a person, with what moved it there, in log-odds. */
export type Gate = { gate: number; shift: number; by: 'start' | 'model' | 'camera' | 'fixed' }

/** So many answers weigh as much as what a camera tells of itself: five answers move a gate a little, fifty decide it. */
const weightOfTold = 8
/**
 * Beyond this likelihood what people say tells nothing of a camera: they misread a few of a hundred, so what several cameras are all but sure of
 * together is never found right that often, and a camera asked about beside others would sink with every answer (bench/truck-truth.ts, seeds 101–115).
 */
const surest = 0.9
/** Below so many answers of its own a camera goes by its model. */
export const fewAnswers = 5

const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))
/** Nobody is ever quite sure: neither 0 nor 1 has odds. */
const logit = (p: number): number => Math.log(within(p, 0.01, 0.99) / (1 - within(p, 0.01, 0.99)))
const chance = (odds: number): number => 1 / (1 + Math.exp(-odds))

/** How far what was told lies from what people said, in log-odds; 0 while nobody said anything, and where both are as sure as can be told. */
function off({ real, unreal, told }: Said, before: number): number {
  const expected = chance(logit(told) + before)
  const found = (real + weightOfTold * expected) / (real + unreal + weightOfTold)
  return logit(Math.min(found, surest)) - logit(Math.min(expected, surest))
}

/**
 * The gate of a camera: that of its type, moved by what people said of its model and then of itself. It stays between `least` and `most`
 * whatever people say, and with nothing said it is where it began; `fixed` (by an administrator) holds against both.
 */
export function gateOf(rule: GateRule, { camera, model, fixed }: { camera: Said; model: Said; fixed: number | null }): Gate {
  const shiftAt = (gate: number): number => logit(rule.at) - logit(gate)
  if (fixed !== null) return { gate: fixed, shift: shiftAt(fixed), by: 'fixed' }
  const ofModel = off(model, 0)
  const enough = camera.real + camera.unreal >= fewAnswers
  const shift = within(ofModel + (enough ? off(camera, ofModel) : 0), shiftAt(rule.most), shiftAt(rule.least))
  const said = model.real + model.unreal > 0
  return { gate: chance(logit(rule.at) - shift), shift, by: enough ? 'camera' : said ? 'model' : 'start' }
}

/** How likely one sighting is right, 0–1: what the camera told, corrected by what people said of it. What tells no confidence is worth a look. */
export const worthOf = (confidence: number | null, gate: Pick<Gate, 'shift'>, rule: GateRule): number =>
  confidence === null ? rule.at : chance(logit(confidence) + gate.shift)

/** How likely a matter is that several cameras noticed, each by itself: of one camera only its best sighting counts. */
export function together(sightings: readonly { camera: string; worth: number }[]): number {
  const best = new Map<string, number>()
  for (const { camera, worth } of sightings) best.set(camera, Math.max(worth, best.get(camera) ?? 0))
  return 1 - [...best.values()].reduce((wrong, worth) => wrong * (1 - worth), 1)
}

/**
 * How likely a matter must be that somebody looks. What others could have seconded and did not is less likely than a camera tells, which nobody
 * learns from answers: so more is asked for among many cameras, and no more than `at` of one that stands alone.
 */
export const neededOf = ({ at, among }: Pick<GateRule, 'at' | 'among'>, others: number): number =>
  among && others >= among.others ? among.at : at
