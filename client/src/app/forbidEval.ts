import * as z from 'zod'

// Zod compiles its schemas where it may, and finds out by trying, which the Activity's security policy refuses and
// reports. It has to know before the first schema is made, so this is imported before anything else.
z.config({ jitless: true })
