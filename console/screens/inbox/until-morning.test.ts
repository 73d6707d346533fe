import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { minutesUntilMorning } from './until-morning.ts'

const at = (city: string) => Date.parse(`2026-04-10T${city}:00+08:00`)

describe('until tomorrow morning', () => {
  it('is counted in the city’s time', () => assert.equal(minutesUntilMorning(at('22:00')), 600))
  it('is the same morning in the small hours', () => assert.equal(minutesUntilMorning(at('06:30')), 90))
  it('is a whole day at eight sharp', () => assert.equal(minutesUntilMorning(at('08:00')), 1440))
})
