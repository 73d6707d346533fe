import type { unmannedZh } from './zh-unmanned.ts'

/** Messages of the console, English: parts of a plan nobody can be called for. */
export const unmannedEn: { readonly [K in keyof typeof unmannedZh]: string } = {
  'vacant.title': 'Nobody can be called for {n} parts',
  'vacant.mandatory': 'mandatory',
  'vacant.why.no-post': 'There is no such post here',
  'vacant.why.no-charge': 'Nobody is named for it in the register, and there is no such post here',
  'vacant.why.unheld': 'Nobody holds the post now',
  'vacant.stands-in': '{unit} stands in',
  'vacant.nobody': 'Nobody has it now',
  'vacant.give': 'Give it to…',
  'vacant.do': 'Give it',
  'vacant.form': 'Give away: {part}',
  'vacant.note': 'The unit gets this part; whoever stood in is relieved',
  'vacant.ask': 'The duty officer gives it to a unit',
  'vacant.done': 'Given: {part}',
  'vacant.ready': 'The post cannot be reached: please take this part|Agreed by phone with the duty officer: your unit takes it',
}
