import type { Browser, Frame, FrameLocator, Page } from '@playwright/test'
import type { Party } from '../fixtures.ts'
import type { Person } from '../person.ts'

/** Inside Discord, as the sandbox stands in for it; or a page of ours in a plain browser. */
export type HostKind = 'discord' | 'browser'

/** `pip` is Discord's own little window, which a browser page has none of: that one is looked at in a narrow window. */
export type Size = 'desktop' | 'phone' | 'pip' | 'narrow'

export const PIXELS = {
  desktop: { width: 1280, height: 720 },
  phone: { width: 390, height: 844 },
  pip: { width: 320, height: 180 },
  narrow: { width: 320, height: 568 },
} as const satisfies Record<Size, object>

export const ALL_OF_DISCORD = ['desktop', 'phone', 'pip'] as const satisfies readonly Size[]

/** In Discord everything is looked at by mouse and by finger; a little window of the former comes beside it. */
export type Device = 'desktop' | 'phone'

/** Whose screen is looked at: a person in Discord, or somebody in a browser. */
export interface Screen {
  readonly handle: string
  readonly page: Page
  readonly activity: Pick<FrameLocator, 'getByRole' | 'getByText' | 'getByLabel' | 'locator'>
  frame(): Promise<Frame>
}

/** What a group of states has in common: who is there, and whose screen it is about. */
export interface Scene {
  /** Another one where a state is somebody else's. */
  me: Screen
  readonly device: Device
  /** The others, as the group has asked for them; always inside Discord. */
  readonly friends: readonly Person[]
  readonly party: Party
  readonly browser: Browser
}

export interface State {
  /** Names the picture. */
  readonly name: string
  /** What somebody sees there, for the table of pictures. */
  readonly title: string
  /** Where not in all sizes of the group. */
  readonly sizes?: readonly Size[]
  /** What a screen reader is told of it, once. */
  readonly says?: RegExp
  /** Brings it about, and resolves when it is there. */
  show(scene: Scene): Promise<void>
  /** Leaves it, where the next one can't begin in it. */
  after?(scene: Scene): Promise<void>
}

/** States that one start of a room serves, in this order. */
export interface StateGroup {
  readonly name: string
  readonly host: HostKind
  readonly sizes: readonly Size[]
  /** Who is there and whose screen it is. `options` are those of the device. */
  begin(setting: Setting): Promise<Pick<Scene, 'me' | 'friends'>>
  readonly states: readonly State[]
}

export interface Setting {
  readonly party: Party
  readonly browser: Browser
  readonly device: Device
}

export const sizesOf = (group: StateGroup, state: State): readonly Size[] => state.sizes ?? group.sizes

export const pictureName = (group: StateGroup, state: State, size: Size): string =>
  `${group.host}/${state.name}-${size}.webp`
