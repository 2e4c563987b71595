/** Somebody who watches in a browser that Playwright can't drive here. */
export interface OtherViewer {
  readonly name: string
  /** What an expression comes to in the Activity's document, as JSON; null while there is none. */
  ask(expression: string): Promise<unknown>
  /** Presses that button in the Activity, as with a mouse. */
  press(button: string): Promise<void>
  close(): Promise<void>
}

export type OpenViewer = (url: string) => Promise<OtherViewer>
