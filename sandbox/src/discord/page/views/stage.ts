import type { SandboxUser } from '../../hostApi.ts'
import type { LayoutMode, Orientation, Platform } from '../rpc/rpcContext.ts'
import type { DialogRequest } from './dialog.ts'
import { DialogHost } from './dialogHost.ts'
import { element, setAttribute } from './element.ts'
import { faceTile } from './face.ts'

/** CSS pixels of the phone that `platform=mobile` stands for, held upright. */
const phone = { width: 390, height: 844 }
const phoneMargin = 12

/**
 * As far as known what Discord allows: sound and full screen, but neither microphone nor camera nor
 * screen sharing.
 */
const allow = 'autoplay; fullscreen; clipboard-write; encrypted-media; picture-in-picture'
const sandboxFlags =
  'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals'

export interface StageNote {
  readonly text: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

export interface StageOptions {
  readonly user: SandboxUser
  /** Without bars around it: a phone-sized window is the phone. */
  readonly bare: boolean
  readonly onOrientation: () => void
}

/** Where one person's Activity shows, in the layouts of Discord's client. Never moved in the document: that would reload the frame. */
export class Stage {
  readonly element: HTMLElement
  readonly #options: StageOptions
  readonly #faces = element('div', { class: 'stage-faces' })
  readonly #activity = element('div', { class: 'stage-activity' })
  readonly #note = element('div', { class: 'stage-note', role: 'status' })
  readonly #resize = new ResizeObserver(() => this.#fit())
  readonly #dialogs: DialogHost
  #platform: Platform = 'desktop'
  #held: Orientation = 'portrait'
  #reported: Orientation | null = null

  constructor(options: StageOptions) {
    this.#options = options
    this.element = element(
      'div',
      { class: 'stage', 'data-bare': options.bare, 'data-layout': 'focused', 'data-platform': 'desktop' },
      this.#faces,
      this.#activity,
      this.#note,
    )
    this.#dialogs = new DialogHost(this.element, this.#activity)
    this.#resize.observe(this.element)
  }

  show(url: string): HTMLIFrameElement {
    this.clear(null)
    const iframe = element('iframe', {
      id: `activity-${this.#options.user.name}`,
      'data-handle': this.#options.user.name,
      title: `Activity of ${this.#options.user.globalName}`,
      allow,
      sandbox: sandboxFlags,
      // The SDK answers to whom `document.referrer` names.
      referrerpolicy: 'strict-origin-when-cross-origin',
    })
    iframe.src = url
    this.#activity.append(iframe)
    this.element.dataset['live'] = ''
    return iframe
  }

  /** Abrupt, as when Discord takes an Activity away: no event reaches the page inside. */
  clear(note: StageNote | null): void {
    this.#dialogs.cancelAll()
    this.#activity.replaceChildren()
    delete this.element.dataset['live']
    this.note(note)
  }

  note(note: StageNote | null): void {
    if (note === null) {
      this.#note.replaceChildren()
      return
    }
    const { action } = note
    const button =
      action === undefined
        ? null
        : element('button', { type: 'button', class: 'button', onclick: () => action.run() }, action.label)
    this.#note.replaceChildren(element('p', {}, note.text), ...(button === null ? [] : [button]))
  }

  setLayout(mode: LayoutMode): void {
    this.element.dataset['layout'] = mode
  }

  setPlatform(platform: Platform): void {
    this.#platform = platform
    this.element.dataset['platform'] = platform
    this.#fit()
  }

  turn(orientation: Orientation): void {
    this.#held = orientation
    this.#fit()
  }

  orientation(): Orientation {
    if (this.#platform === 'desktop') return 'landscape'
    if (!this.#isWindowThePhone()) return this.#held
    return this.element.clientHeight >= this.element.clientWidth ? 'portrait' : 'landscape'
  }

  setFaces(users: readonly SandboxUser[], speaking: ReadonlySet<string>): void {
    this.#faces.replaceChildren(...users.map(user => faceTile(user, speaking.has(user.name))))
  }

  ask<T>(request: DialogRequest<T>): Promise<T> {
    return this.#dialogs.ask(request)
  }

  close(): void {
    this.clear(null)
    this.#resize.disconnect()
    this.element.remove()
  }

  /** Whether the phone is drawn, and so can be turned by a button. */
  isPhoneDrawn(): boolean {
    return this.#platform === 'mobile' && !this.#isWindowThePhone()
  }

  #isWindowThePhone(): boolean {
    if (!this.#options.bare) return false
    const isTouched = window.matchMedia('(pointer: coarse)').matches
    return isTouched || Math.min(window.innerWidth, window.innerHeight) <= 500
  }

  #fit(): void {
    const [width, height] =
      this.#held === 'portrait' ? [phone.width, phone.height] : [phone.height, phone.width]
    const room = {
      width: this.element.clientWidth - 2 * phoneMargin,
      height: this.element.clientHeight - 2 * phoneMargin,
    }
    const scale = Math.max(0.1, Math.min(1, room.width / width, room.height / height))
    setAttribute(this.element, 'data-phone', this.isPhoneDrawn() && this.#held)
    this.element.style.setProperty('--phone-width', `${width}px`)
    this.element.style.setProperty('--phone-height', `${height}px`)
    this.element.style.setProperty('--phone-scale', scale.toFixed(4))
    this.#reportOrientation()
  }

  #reportOrientation(): void {
    const orientation = this.orientation()
    if (orientation === this.#reported) return
    const isFirst = this.#reported === null
    this.#reported = orientation
    if (!isFirst) this.#options.onOrientation()
  }
}
