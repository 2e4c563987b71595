/** What is wrong, in words, one line each; `warnings` don't fail the check. */
export interface CheckResult {
  readonly problems: readonly string[]
  readonly warnings?: readonly string[]
}
