/** Numbers, times and lists in a person's own language. */
export interface Format {
  /** BCP 47. */
  readonly tag: string
  /** Seconds as on a clock: `12:30`, `1:02:03`. */
  clock(seconds: number): string
  /** Seconds in words, for those who listen: `12 minutes, 30 seconds`. */
  spoken(seconds: number): string
  /** Seconds with one digit below ten: `1.2`. */
  seconds(seconds: number): string
  number(value: number): string
  /** `1.25×` */
  rate(rate: number): string
  /** `Ana, Ben and Cleo` */
  list(names: readonly string[]): string
  /** Date of an ISO 8601 time. */
  date(iso: string): string
  /** Time of day of an ISO 8601 time. */
  timeOfDay(iso: string): string
  /** Date and time of day of an ISO 8601 time. */
  moment(iso: string): string
  plural(count: number, forms: { readonly one: string; readonly other: string }): string
}

/** In the language of that tag (BCP 47); in English where it is no tag. */
export function createFormat(wanted: string): Format {
  const tag = supported(wanted)
  const plain = new Intl.NumberFormat(tag)
  const precise = new Intl.NumberFormat(tag, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const whole = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 })
  const rates = new Intl.NumberFormat(tag, { maximumFractionDigits: 2 })
  const lists = new Intl.ListFormat(tag, { type: 'conjunction' })
  const dates = new Intl.DateTimeFormat(tag, { dateStyle: 'medium' })
  const times = new Intl.DateTimeFormat(tag, { timeStyle: 'short' })
  const moments = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' })
  const plurals = new Intl.PluralRules(tag)
  return {
    tag,
    clock,
    spoken: seconds => spoken(tag, lists, seconds),
    seconds: seconds => (seconds < 9.95 ? precise : whole).format(seconds),
    number: value => plain.format(value),
    rate: rate => `${rates.format(rate)}×`,
    list: names => lists.format(names),
    date: iso => dates.format(new Date(iso)),
    timeOfDay: iso => times.format(new Date(iso)),
    moment: iso => moments.format(new Date(iso)),
    plural: (count, forms) => (plurals.select(count) === 'one' ? forms.one : forms.other),
  }
}

function supported(wanted: string): string {
  try {
    return Intl.getCanonicalLocales(wanted)[0] ?? 'en'
  } catch {
    return 'en'
  }
}

function split(seconds: number): { hours: number; minutes: number; rest: number } {
  const total = Math.max(0, Math.floor(seconds))
  return { hours: Math.floor(total / 3600), minutes: Math.floor(total / 60) % 60, rest: total % 60 }
}

/** Seconds as on a clock, in every language: `12:30`, `1:02:03`. */
export function clock(seconds: number): string {
  const { hours, minutes, rest } = split(seconds)
  const padded = String(rest).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${padded}` : `${minutes}:${padded}`
}

function spoken(tag: string, lists: Intl.ListFormat, seconds: number): string {
  const { hours, minutes, rest } = split(seconds)
  const unit = (value: number, name: string): string[] =>
    value === 0
      ? []
      : [new Intl.NumberFormat(tag, { style: 'unit', unit: name, unitDisplay: 'long' }).format(value)]
  const parts = [...unit(hours, 'hour'), ...unit(minutes, 'minute'), ...unit(rest, 'second')]
  if (parts.length > 0) return lists.format(parts)
  return new Intl.NumberFormat(tag, { style: 'unit', unit: 'second', unitDisplay: 'long' }).format(0)
}
