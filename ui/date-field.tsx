import { type CalendarDateTime, parseAbsolute, toCalendarDateTime, toZoned } from '@internationalized/date'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Calendar, CalendarCell, CalendarGrid } from 'react-aria-components/Calendar'
import { DateInput, DateSegment } from 'react-aria-components/DateField'
import { DatePicker } from 'react-aria-components/DatePicker'
import { Dialog } from 'react-aria-components/Dialog'
import { Group } from 'react-aria-components/Group'
import { Heading } from 'react-aria-components/Heading'
import { Label } from 'react-aria-components/Label'
import { Popover } from 'react-aria-components/Popover'
import { Text } from 'react-aria-components/Text'
import { CITY_ZONE } from './format.ts'
import { Icon } from './icons.tsx'
import { t } from './t.ts'
import { FieldLabel, FieldNote, type FieldProps } from './text-field.tsx'

const inCity = (iso: string): CalendarDateTime => toCalendarDateTime(parseAbsolute(iso, CITY_ZONE))

/**
 * A moment, written in the city's zone and kept as ISO 8601 UTC (`null` while incomplete). Typed segment by segment or picked from a calendar;
 * `min` refuses earlier moments in words. A part of its own file: it brings the calendar along, so only screens that ask for dates pay.
 */
export function DateField(
  props: FieldProps & { value: string | null; onChange: (iso: string | null) => void; min?: string; withTime?: boolean },
): ReactNode {
  const { label, value, onChange, min, withTime = true, hint, error, required = false, disabled = false } = props
  return (
    <DatePicker<CalendarDateTime>
      className="fld"
      value={value ? inCity(value) : null}
      onChange={(v) => onChange(v ? toZoned(v, CITY_ZONE).toAbsoluteString() : null)}
      granularity={withTime ? 'minute' : 'day'}
      hourCycle={24}
      isRequired={required}
      isDisabled={disabled}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      {...(min ? { minValue: inCity(min) } : {})}
    >
      <Label className="lab">
        <FieldLabel label={label} required={required} {...(props.audience ? { audience: props.audience } : {})} />
      </Label>
      <Group className={error ? 'inp err' : 'inp'}>
        <DateInput className="seg-in">{(segment) => <DateSegment segment={segment} />}</DateInput>
        <Button aria-label={t('date.open')} className="cal-open">
          <Icon name="calendar" size={14} />
        </Button>
      </Group>
      {(hint || error) && (
        <Text slot={error ? 'errorMessage' : 'description'}>
          <FieldNote hint={hint} error={error} />
        </Text>
      )}
      <Popover className="pop" offset={4}>
        <Dialog className="cal" aria-label={label}>
          <Calendar>
            <header>
              <Button slot="previous" className="btn ghost sm ico" aria-label={t('date.previous')}>
                <Icon name="left" size={14} />
              </Button>
              <Heading level={2} />
              <Button slot="next" className="btn ghost sm ico" aria-label={t('date.next')}>
                <Icon name="right" size={14} />
              </Button>
            </header>
            <CalendarGrid>{(date) => <CalendarCell date={date} className="day" />}</CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </DatePicker>
  )
}
